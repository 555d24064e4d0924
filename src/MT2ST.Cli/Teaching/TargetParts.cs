using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace MT2ST.Cli.Teaching;

/// <summary>
/// The vectors made so far, in a file beside the targets to come: a work that was stopped or killed goes on from it.
/// </summary>
/// <remarks>
/// A line that says what it is, the SHA-256 of what decides the vectors, then a record for each block of texts: the CPU time in
/// seconds, the vectors, and 8 bytes of the SHA-256 of both. Records are only appended; one that is cut off is written again.
/// </remarks>
internal sealed class TargetParts : IDisposable
{
    private const int CheckBytes = sizeof(ulong);

    private static readonly byte[] Beginning = Encoding.ASCII.GetBytes("mt2st teach 1\n");

    private readonly FileStream _file;
    private readonly int _blockValues;
    private readonly float[] _vectors;

    private TargetParts(FileStream file, float[] vectors, int blockValues)
    {
        (_file, _vectors, _blockValues) = (file, vectors, blockValues);
    }

    /// <summary>How many blocks there are.</summary>
    public int BlockCount { get; private set; }

    /// <summary>The CPU time that they took, in seconds.</summary>
    public double CpuSeconds { get; private set; }

    /// <summary>Opens the file, or starts it, and reads the blocks that are whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="identity">What decides the vectors.</param>
    /// <param name="vectors">Receives the vectors of the blocks.</param>
    /// <param name="blockValues">How many values a block has; the last one may have fewer.</param>
    /// <exception cref="ArgumentException">The file is of other texts or another teacher.</exception>
    public static TargetParts Open(string path, string identity, float[] vectors, int blockValues)
    {
        byte[] start = [.. Beginning, .. SHA256.HashData(Encoding.UTF8.GetBytes(identity))];
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        TargetParts parts = new(file, vectors, blockValues);
        var found = new byte[start.Length];
        int length = file.ReadAtLeast(found, found.Length, throwOnEndOfStream: false);
        if (!found.AsSpan(0, length).SequenceEqual(start.AsSpan(0, length)))
        {
            file.Dispose();
            throw new ArgumentException($"{path}: holds what was made of other texts or by another teacher, and was not finished. Give --force to start anew, or name another --output.");
        }
        if (length == start.Length)
            while (parts.ReadBlock())
                parts.BlockCount++;
        else
            file.Write(start.AsSpan(length));
        file.SetLength(Math.Min(file.Length, parts.EndOfBlocks(start.Length)));
        file.Position = file.Length;
        return parts;
    }

    /// <summary>The vectors of a block.</summary>
    public Memory<float> Block(int block) => _vectors.AsMemory(block * _blockValues, Math.Min(_blockValues, _vectors.Length - (block * _blockValues)));

    /// <summary>Appends the next block, whose vectors are in place.</summary>
    /// <param name="cpuSeconds">The CPU time that it took.</param>
    public void Append(double cpuSeconds)
    {
        byte[] record = new byte[RecordBytes(BlockCount)];
        BinaryPrimitives.WriteDoubleLittleEndian(record, cpuSeconds);
        MemoryMarshal.AsBytes(Block(BlockCount).Span).CopyTo(record.AsSpan(sizeof(double)));
        SHA256.HashData(record.AsSpan(0, record.Length - CheckBytes)).AsSpan(0, CheckBytes).CopyTo(record.AsSpan(record.Length - CheckBytes));
        _file.Write(record);
        _file.Flush();
        BlockCount++;
        CpuSeconds += cpuSeconds;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private int RecordBytes(int block) => sizeof(double) + (Block(block).Length * sizeof(float)) + CheckBytes;

    private long EndOfBlocks(int start) => start + Enumerable.Range(0, BlockCount).Sum(block => (long)RecordBytes(block));

    private bool ReadBlock()
    {
        if ((long)BlockCount * _blockValues >= _vectors.Length)
            return false;
        byte[] record = new byte[RecordBytes(BlockCount)];
        if (_file.ReadAtLeast(record, record.Length, throwOnEndOfStream: false) < record.Length
            || !SHA256.HashData(record.AsSpan(0, record.Length - CheckBytes)).AsSpan(0, CheckBytes).SequenceEqual(record.AsSpan(record.Length - CheckBytes)))
            return false;
        MemoryMarshal.Cast<byte, float>(record.AsSpan(sizeof(double), record.Length - sizeof(double) - CheckBytes)).CopyTo(Block(BlockCount).Span);
        CpuSeconds += BinaryPrimitives.ReadDoubleLittleEndian(record);
        return true;
    }
}
