namespace MT2ST.Cli.Tests;

/// <summary>Vectors of four words in which man : woman = king : queen.</summary>
internal static class SmallVectors
{
    /// <summary>Writes the vectors and gives the file's path.</summary>
    public static string WriteVectors(this TemporaryFolder folder, string name = "vectors.vec") =>
        folder.Write(name, "4 2\nking 1 0.1\nqueen 1 0.2\nman 0.1 1\nwoman 0.2 1\n");
}
