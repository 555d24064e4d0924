using MT2ST.Cli.Teaching;
using MT2ST.Corpora;

namespace MT2ST.Cli.Tests.Teaching;

/// <summary>Targets that are stopped or killed on the way are the same, byte by byte, as those that are not.</summary>
public sealed class TargetWritingTests : IDisposable
{
    private const int TextCount = (3 * TargetWriting.BlockTexts) + 100;

    private readonly TemporaryFolder _folder = new();
    private readonly TaughtTexts _texts;
    private readonly byte[] _expected;

    public TargetWritingTests()
    {
        _texts = ReadTexts("texts.txt", TextCount);
        string whole = _folder.Path("whole");
        Write(whole, new StubTeacher());
        _expected = File.ReadAllBytes(whole);
    }

    private string Output => _folder.Path("targets");

    private string Parts => _folder.Path("targets.part");

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_StoppedAndRunAgain_GoesOnAndGivesTheSameBytes(int blocks)
    {
        Interrupt(blocks);
        Assert.False(File.Exists(Output));
        StubTeacher teacher = new();
        Write(Output, teacher);
        Assert.Equal(TextCount - (blocks * TargetWriting.BlockTexts), teacher.Encoded);
        Assert.Equal(_expected, File.ReadAllBytes(Output));
        Assert.False(File.Exists(Parts));
    }

    // A record is 8 bytes of time, 512 vectors of 3 floats and 8 bytes to check them; 46 bytes stand in front of the first.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(20, 0)]
    [InlineData(46, 0)]
    [InlineData(46 + 6160 - 1, 0)]
    [InlineData(46 + 6160, 1)]
    [InlineData(46 + 6160 + 1000, 1)]
    public void Run_PartsCutOff_DropsTheTornRecordAndGivesTheSameBytes(int length, int blocksLeft)
    {
        Interrupt(2);
        Assert.Equal(46 + (2 * 6160), new FileInfo(Parts).Length);
        using (FileStream file = File.OpenWrite(Parts))
            file.SetLength(length);
        StubTeacher teacher = new();
        Write(Output, teacher);
        Assert.Equal(TextCount - (blocksLeft * TargetWriting.BlockTexts), teacher.Encoded);
        Assert.Equal(_expected, File.ReadAllBytes(Output));
    }

    [Fact]
    public void Run_DamagedRecord_IsMadeAgainWithAllBehindIt()
    {
        Interrupt(3);
        byte[] parts = File.ReadAllBytes(Parts);
        parts[46 + 6160 + 100] ^= 1;
        File.WriteAllBytes(Parts, parts);
        StubTeacher teacher = new();
        Write(Output, teacher);
        Assert.Equal(TextCount - TargetWriting.BlockTexts, teacher.Encoded);
        Assert.Equal(_expected, File.ReadAllBytes(Output));
    }

    [Fact]
    public void Run_PartsOfAnotherTeacherOrOtherTexts_AreRefused()
    {
        Interrupt(1);
        Assert.Contains("by another teacher, and was not finished. Give --force", Assert.Throws<ArgumentException>(() => Write(Output, new StubTeacher("other"))).Message, StringComparison.Ordinal);
        TaughtTexts other = ReadTexts("other.txt", 600);
        Assert.Throws<ArgumentException>(() => new TargetWriting(other, new StubTeacher(), Output).Run(Silent(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void IsUpToDate_SameTextsAndTeacher_AndNothingElse()
    {
        string whole = _folder.Path("whole");
        Assert.True(new TargetWriting(_texts, new StubTeacher(), whole).IsUpToDate());
        Assert.False(new TargetWriting(_texts, new StubTeacher("other"), whole).IsUpToDate());
        Assert.False(new TargetWriting(ReadTexts("other.txt", 600), new StubTeacher(), whole).IsUpToDate());
        Assert.False(new TargetWriting(_texts, new StubTeacher(), Output).IsUpToDate());
    }

    [Fact]
    public void Read_RepeatedAndBlankTexts_AreLeftOutAndCounted()
    {
        string path = _folder.Write("mixed.tsv", "text\tlabel\none\ta\n two \ta\n\u200B\tb\none\tb\ntwo\tb\n");
        var texts = TaughtTexts.Read(new CorpusSource(path, new CorpusOptions { TextColumn = "text", IsTextAlone = true }), TestContext.Current.CancellationToken);
        Assert.Equal([TextKey.Of("one"u8), TextKey.Of("two"u8)], texts.Keys);
        Assert.Equal((2, 1), (texts.RepeatedCount, texts.BlankCount));
    }

    [Fact]
    public void Read_BlankTextsAlone_AsksForTheColumn()
    {
        string path = _folder.Write("blank.tsv", "text\tlabel\n\u200B\tb\n");
        Assert.Contains("found only blank texts", Assert.Throws<InvalidDataException>(() => TaughtTexts.Read(new CorpusSource(path, new CorpusOptions { TextColumn = "text", IsTextAlone = true }), TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static StatusLine Silent() => new(new Terminal(TextWriter.Null, TextWriter.Null));

    private TaughtTexts ReadTexts(string name, int count)
    {
        string path = _folder.Write(name, string.Concat(Enumerable.Range(0, count).Select(i => $"text {i}\n")));
        return TaughtTexts.Read(new CorpusSource(path, new CorpusOptions { IsTextAlone = true }), TestContext.Current.CancellationToken);
    }

    private void Write(string output, StubTeacher teacher) => new TargetWriting(_texts, teacher, output).Run(Silent(), TestContext.Current.CancellationToken);

    private void Interrupt(int blocks)
    {
        using CancellationTokenSource stop = new();
        StubTeacher teacher = new() { Stop = stop, StopAt = blocks * TargetWriting.BlockTexts };
        Assert.Throws<OperationCanceledException>(() => new TargetWriting(_texts, teacher, Output).Run(Silent(), stop.Token));
    }
}
