using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;

namespace MT2ST.Indexing;

/// <summary>Tokens in a temporary file; every thread holds the chunk that it read last.</summary>
/// <remarks>The file never outlives the process: it has no name any more, or the system deletes it.</remarks>
[SuppressMessage("Design", "CA1001", Justification = "A corpus is never disposed of; the handle and the thread-local values have finalizers.")]
internal sealed class TokenFile
{
    private readonly SafeFileHandle _file;
    private readonly ThreadLocal<LoadedChunk> _loaded = new(() => new LoadedChunk());
    private long _length;

    /// <summary>Creates an empty file in the folder for temporary files.</summary>
    /// <exception cref="IOException">It cannot be created.</exception>
    public TokenFile()
    {
        string path = Path.Combine(Path.GetTempPath(), $"mt2st-{Guid.NewGuid():N}.tmp");
        _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None);
        if (!OperatingSystem.IsWindows())
            File.Delete(path); // Elsewhere an open file lives on without its name.
    }

    /// <summary>Appends tokens; returns their place.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public long Append(ReadOnlySpan<int> tokens)
    {
        long offset = _length;
        Overwrite(offset, tokens);
        _length += MemoryMarshal.AsBytes(tokens).Length;
        return offset;
    }

    /// <summary>Writes tokens at a place; other threads must not have read it yet.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Overwrite(long offset, ReadOnlySpan<int> tokens)
    {
        RandomAccess.Write(_file, MemoryMarshal.AsBytes(tokens), offset);
        _loaded.Value!.Offset = -1;
    }

    /// <summary>The tokens at a place, at the start of an array that belongs to the calling thread until its next call.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public int[] Read(long offset, int count)
    {
        if (count == 0)
            return []; // Its place is the next chunk's too.
        LoadedChunk loaded = _loaded.Value!;
        if (loaded.Offset == offset)
            return loaded.Tokens;
        if (loaded.Tokens.Length < count)
            loaded.Tokens = new int[count];
        loaded.Offset = -1; // Neither the old nor the new, should reading fail.
        Span<byte> bytes = MemoryMarshal.AsBytes(loaded.Tokens.AsSpan(0, count));
        for (int done = 0; done < bytes.Length;)
        {
            int read = RandomAccess.Read(_file, bytes[done..], offset + done);
            if (read == 0)
                throw new IOException("The temporary file of word ids ends too early. Was the disk full?");
            done += read;
        }
        loaded.Offset = offset;
        return loaded.Tokens;
    }

    private sealed class LoadedChunk
    {
        public long Offset { get; set; } = -1;

        public int[] Tokens { get; set; } = [];
    }
}
