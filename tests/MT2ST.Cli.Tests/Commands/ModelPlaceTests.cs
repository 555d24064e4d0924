using System.IO.Pipes;

namespace MT2ST.Cli.Tests.Commands;

/// <summary>What becomes of what stands at the place that a model is written to.</summary>
public sealed class ModelPlaceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ModelPlaceTests() => SmallData.Write(_folder);

    private string Text => _folder.Path("text.txt");

    private string Model => _folder.Path("model");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_IntoAFolderWithOtherFilesBesideAModel_IsRefusedAndLosesNothing()
    {
        Train(Model).AssertSucceedsWithProgress();
        File.WriteAllText(Path.Combine(Model, "thesis.txt"), "ten years");
        string vectors = File.ReadAllText(Path.Combine(Model, "vectors.txt"));
        Train(Model).AssertFails(ExitCode.Failure, $"{Model}: the folder holds 'thesis.txt' beside a model, and a new model replaces everything in it. Choose another folder or move it away.");
        Assert.Equal("ten years", File.ReadAllText(Path.Combine(Model, "thesis.txt")));
        Assert.Equal(vectors, File.ReadAllText(Path.Combine(Model, "vectors.txt")));
    }

    [Fact]
    public void Train_IntoAModelNobodyElseMayRead_LeavesItSo()
    {
        if (OperatingSystem.IsWindows())
            return;
        Train(Model).AssertSucceedsWithProgress();
        const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite, OwnFolder = OwnFile | UnixFileMode.UserExecute;
        File.SetUnixFileMode(Model, OwnFolder);
        File.SetUnixFileMode(Path.Combine(Model, "vectors.txt"), OwnFile);
        CommandLine.Run([.. TrainArguments(Model), "--force"]).AssertSucceedsWithProgress();
        Assert.Equal(OwnFolder, File.GetUnixFileMode(Model));
        Assert.Equal(OwnFile, File.GetUnixFileMode(Path.Combine(Model, "vectors.txt")));
    }

    [Fact]
    public void Train_IntoALink_WritesWhereItLeads()
    {
        if (OperatingSystem.IsWindows())
            return; // A link takes a right of its own there.
        string link = _folder.Path("link");
        Directory.CreateDirectory(Model);
        Directory.CreateSymbolicLink(link, Model);
        Train(link).AssertSucceedsWithProgress();
        Assert.Equal(Model, new DirectoryInfo(link).LinkTarget);
        Assert.True(File.Exists(Path.Combine(Model, "vectors.txt")));
    }

    [Fact]
    public void Train_IntoTheCurrentFolder_FillsAnEmptyOneAndRefusesAModel()
    {
        Directory.CreateDirectory(Model);
        CommandLine.RunProcessIn(Model, TrainArguments(".")).AssertSucceedsWithProgress();
        Assert.Contains("vectors.txt", Directory.EnumerateFileSystemEntries(Model).Select(Path.GetFileName));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(Model), entry => entry.EndsWith(".tmp", StringComparison.Ordinal));
        CommandLine.RunProcessIn(Model, [.. TrainArguments("."), "--force"]).AssertFails(ExitCode.Failure, ".: the model in it cannot be replaced, since the folder is the current one or a mount point. Choose another folder, such as a new folder in it.");
    }

    [Fact]
    public void Train_StoppedBeforeItLearnt_LeavesTheOldModel()
    {
        Train(Model).AssertSucceedsWithProgress();
        string vectors = File.ReadAllText(Path.Combine(Model, "vectors.txt"));
        using CancellationTokenSource stop = new();
        using StoppingWriter error = new(stop, "Read ");
        CommandResult stopped = CommandLine.Run(error, stop.Token, [.. TrainArguments(Model), "--force", "--epochs", "1000", "--evaluations-per-epoch", "0.001", "--seed", "5"]);
        Assert.Equal(ExitCode.Interrupted, stopped.ExitCode);
        Assert.Contains($"the model in '{Model}' is left as it is", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(vectors, File.ReadAllText(Path.Combine(Model, "vectors.txt")));
    }

    [Fact]
    public void Train_FromAPipe_IsRefusedInsteadOfLosingItsStart()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using AnonymousPipeServerStream pipe = new(PipeDirection.Out);
        string path = $"/proc/self/fd/{pipe.GetClientHandleAsString()}";
        CommandLine.Run("train", "--corpus", path, "--output", Model).AssertFailsAfterProgress(ExitCode.Failure, $"{path}: is a pipe, which can be read only once; expected a file. Give - to read standard input, or write it to a file first.");
    }

    [Fact]
    public void LossyWriter_WhereNothingCanBeWritten_GoesOn()
    {
        using LossyWriter writer = new(new FullDisk());
        writer.WriteLine("progress");
        writer.Write('x');
        writer.Flush();
    }

    private CommandResult Train(string place) => CommandLine.Run(TrainArguments(place));

    private string[] TrainArguments(string place) => ["train", "--corpus", Text, "--dimensions", "4", "--min-count", "1", "--output", place];

    private sealed class FullDisk : StringWriter
    {
        public override void Write(char value) => throw new IOException("No space left on device");

        public override void Write(string? value) => throw new IOException("No space left on device");

        public override void WriteLine(string? value) => throw new IOException("No space left on device");
    }
}
