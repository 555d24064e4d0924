using MT2ST.Files;

namespace MT2ST.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_NewFile_HoldsTheContent()
    {
        AtomicFile.Write(_folder.Path("a.txt"), stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(_folder.Path("a.txt")));
    }

    [Fact]
    public void Write_OldFile_IsReplacedWhole()
    {
        string path = _folder.Write("a.txt", "the old and longer content");
        AtomicFile.Write(path, stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void Write_FailsHalfWay_LeavesTheOldFileAndNothingBeside()
    {
        string path = _folder.Write("a.txt", "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException("stopped");
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void Write_FolderIsMissing_SaysWhichWithoutWriting()
    {
        string path = _folder.Path("missing/a.txt");
        var error = Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(path, _ => Assert.Fail("Must not be asked for content.")));
        Assert.Contains(_folder.Path("missing"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_PathIsAFolder_Throws() =>
        Assert.Throws<IOException>(() => AtomicFile.Write(_folder.Root, _ => Assert.Fail("Must not be asked for content.")));

    [Fact]
    public void Write_SymbolicLink_StaysALinkToTheNewContent()
    {
        string target = _folder.Write("target.txt", "old");
        string link = _folder.Path("link.txt");
        File.CreateSymbolicLink(link, target);
        AtomicFile.Write(link, stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(target));
        Assert.NotNull(new FileInfo(link).LinkTarget);
    }
}
