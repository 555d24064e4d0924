namespace MT2ST.Corpora;

/// <summary>Whole lines of a file, in a buffer that serves one block after the other.</summary>
internal sealed class LineBlock
{
    /// <summary>The file.</summary>
    public string Path { get; private set; } = "";

    /// <summary>How many lines of the file lie before the block.</summary>
    public long LinesBefore { get; private set; }

    /// <summary>The bytes, at the start of a buffer.</summary>
    public byte[] Buffer { get; private set; } = [];

    /// <summary>How many bytes the lines have.</summary>
    public int Length { get; private set; }

    /// <summary>Takes lines with the buffer that they stand in.</summary>
    public void Set(string path, long linesBefore, byte[] buffer, int length) =>
        (Path, LinesBefore, Buffer, Length) = (path, linesBefore, buffer, length);
}
