using System.Buffers;
using MT2ST.Cli.Prediction;
using MT2ST.Files;

namespace MT2ST.Cli.TextVectors;

/// <summary>Writes the vectors of the texts of files, on several threads, in the order of the texts.</summary>
/// <param name="embedder">Gives the vectors.</param>
/// <param name="input">Reads the files.</param>
/// <param name="field">The field of the text in JSON lines.</param>
/// <param name="threads">How many threads work.</param>
/// <param name="output">The layout of the vectors.</param>
internal sealed class TextEmbedding(TextEmbedder embedder, TextInput input, string field, int threads, IVectorOutput output)
{
    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n\f\v"u8);

    private readonly JsonLine _jsonLine = new(field);
    private long _unknownCount;

    /// <summary>How many texts were written.</summary>
    public long TextCount { get; private set; }

    /// <summary>How many of them have no known word.</summary>
    public long UnknownCount => _unknownCount;

    /// <summary>Writes the vectors to a file, whole or not at all.</summary>
    public void WriteFile(string path, IReadOnlyList<string> files, Action<int> progress, CancellationToken cancellationToken) =>
        AtomicFile.Write(path, stream =>
        {
            stream.Write(output.Header(0));
            foreach (string file in files)
                Write(file, block => stream.Write(block.Output.WrittenSpan), progress, cancellationToken);
            stream.Position = 0;
            stream.Write(output.Header(TextCount));
        });

    /// <summary>Writes the vectors of a file's texts.</summary>
    /// <param name="file">The file, or <c>-</c> for standard input.</param>
    /// <param name="write">Writes a block.</param>
    /// <param name="progress">Receives how many texts were written at a time.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public void Write(string file, Action<TextBlock> write, Action<int> progress, CancellationToken cancellationToken)
    {
        string format = input.FormatOf(file);
        long read = 0;
        new OrderedWork<TextBlock>(
            threads,
            () => new TextBlock(labelCount: 0),
            block => Embed(block, file, format == PredictOptions.JsonLines),
            block =>
            {
                write(block);
                TextCount += block.Count;
                progress(block.Count);
            }).Run(input.Read(file, format, cancellationToken), (block, text) =>
            {
                read++;
                if (block.Count == 0)
                    block.First = read;
                block.Add(text.Span);
            });
    }

    private void Embed(TextBlock block, string file, bool isJson)
    {
        float[] vector = ArrayPool<float>.Shared.Rent(embedder.Dimensions);
        Span<float> values = vector.AsSpan(0, embedder.Dimensions);
        int unknown = 0;
        for (int i = 0; i < block.Count; i++)
        {
            ReadOnlySpan<byte> line = isJson && block[i].ContainsAnyExcept(Blanks) ? block[i] : [], text = block[i];
            if (!line.IsEmpty)
            {
                byte[] buffer = block.Unescaped;
                text = _jsonLine.TextOf(line, new LinePlace(file, block.First + i), ref buffer);
                block.Unescaped = buffer;
            }
            unknown += embedder.Embed(text, values) ? 0 : 1;
            output.Append(block, line, text, values);
        }
        Interlocked.Add(ref _unknownCount, unknown);
        ArrayPool<float>.Shared.Return(vector);
    }
}
