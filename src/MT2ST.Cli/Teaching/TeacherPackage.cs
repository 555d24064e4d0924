using System.Reflection;
using System.Runtime.Loader;
using MT2ST.Corpora;

namespace MT2ST.Cli.Teaching;

/// <summary>Loads the optional package <c>MT2ST.Teachers</c> when a command needs it, so that nobody else carries ONNX Runtime.</summary>
internal static class TeacherPackage
{
    private const string FolderVariable = "MT2ST_TEACHERS";
    private const string AssemblyFile = "MT2ST.Teachers.dll";
    private const string TeacherType = "MT2ST.Teachers.OnnxTeacher";

    private static readonly Lazy<Func<string, string?, int, ITextTeacher>> Opener = new(Load);

    /// <summary>Opens a teacher.</summary>
    /// <param name="path">A sentence-transformers folder, or a bare ONNX file.</param>
    /// <param name="pooling">How it pools; null if the folder says it.</param>
    /// <param name="threads">How many threads encode.</param>
    /// <exception cref="FileNotFoundException">The package or a file of the teacher is missing.</exception>
    /// <exception cref="InvalidDataException">A file of the teacher is not as expected.</exception>
    public static ITextTeacher Open(string path, string? pooling, int threads) => Opener.Value(path, pooling, threads);

    private static Func<string, string?, int, ITextTeacher> Load()
    {
        string[] folders = [.. Folders()];
        string path = folders.Select(folder => Path.GetFullPath(Path.Combine(folder, AssemblyFile))).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"teach needs the package MT2ST.Teachers, and {AssemblyFile} is in none of {string.Join(", ", folders.Select(Path.GetFullPath))}. In the repository './mt2st teach' builds it; elsewhere copy its output folder to one of these places, or name it by {FolderVariable}.");
        Type teacher = new PackageContext(path).LoadFromAssemblyPath(path).GetType(TeacherType, throwOnError: true)!;
        return teacher.GetMethod("Open")!.CreateDelegate<Func<string, string?, int, ITextTeacher>>();
    }

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named)
            return [named];
        string own = AppContext.BaseDirectory;
        return [own, Path.Combine(own, "teachers"), Path.Combine(own, "..", "..", "MT2ST.Teachers", "release")]; // The last one in the repository.
    }

    /// <summary>Finds what the package brings in its folder; the core is the one that runs already.</summary>
    private sealed class PackageContext(string path) : AssemblyLoadContext("MT2ST.Teachers")
    {
        private readonly AssemblyDependencyResolver _files = new(path);

        protected override Assembly? Load(AssemblyName name) =>
            name.Name != "MT2ST" && _files.ResolveAssemblyToPath(name) is { } file ? LoadFromAssemblyPath(file) : null;

        protected override nint LoadUnmanagedDll(string name) =>
            _files.ResolveUnmanagedDllToPath(name) is { } file ? LoadUnmanagedDllFromPath(file) : 0;
    }
}
