using System.Runtime.InteropServices;
using MT2ST.Corpora;
using MT2ST.Vocabularies;
using TextEncoding = System.Text.Encoding;

namespace MT2ST.Encoding;

/// <summary>The binary file of an encoded corpus, version 2.</summary>
/// <remarks>
/// All numbers are little-endian, of 32 bits unless noted. "MT2STCOR"; version; V; a 64-bit hash of the words; the bucket
/// count; the number of documents; 1 where documents keep all of their labels, else 0; the labels, then the tags (-1, or their
/// number and each as its length in bytes and its UTF-8, with its 64-bit count); then for each document its length, the number
/// of its labels, these, its tokens, its tags, its features.
/// </remarks>
internal static class EncodedCorpusFile
{
    private const int Version = 2;
    private const int NoVocabulary = -1;

    private static ReadOnlySpan<byte> Magic => "MT2STCOR"u8;

    public static void Write(EncodedCorpus corpus, Stream stream)
    {
        using BinaryWriter writer = new(stream, TextEncoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(corpus.Words.Count);
        writer.Write(HashOf(corpus.Words));
        writer.Write(corpus.FeatureBucketCount);
        writer.Write(corpus.DocumentCount);
        writer.Write(corpus.HasLabelSets ? 1 : 0);
        WriteVocabulary(writer, corpus.Labels);
        WriteVocabulary(writer, corpus.TagSet);
        for (int document = 0; document < corpus.DocumentCount; document++)
        {
            ReadOnlySpan<int> tokens = corpus.Tokens(document);
            writer.Write(tokens.Length);
            int first = corpus.Label(document);
            ReadOnlySpan<int> labels = corpus.HasLabelSets ? corpus.LabelSet(document) : first < 0 ? [] : [first];
            writer.Write(labels.Length);
            WriteNumbers(writer, labels);
            WriteNumbers(writer, tokens);
            WriteNumbers(writer, corpus.Tags(document));
            WriteNumbers(writer, corpus.Features(document));
        }
    }

    public static EncodedCorpus Read(string path, Vocabulary words, CancellationToken cancellationToken)
    {
        using BinaryReader reader = new(new BufferedStream(InputFile.Open(path, cancellationToken), 1 << 16));
        try
        {
            return Read(path, reader, words, cancellationToken);
        }
        catch (EndOfStreamException cause)
        {
            throw Broken(path, "found the end of the file, expected more documents", cause);
        }
        catch (ArgumentException cause) // What the builder and the vocabulary refuse.
        {
            throw Broken(path, $"found values that do not fit together ({cause.Message.TrimEnd('.')})", cause);
        }
    }

    private static EncodedCorpus Read(string path, BinaryReader reader, Vocabulary words, CancellationToken cancellationToken)
    {
        if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic))
            throw Broken(path, "found other bytes at the start, expected MT2STCOR");
        if (reader.ReadInt32() is int version and not Version)
            throw Broken(path, $"found version {version}, expected {Version}");
        int wordCount = reader.ReadInt32();
        if (reader.ReadUInt64() != HashOf(words) || wordCount != words.Count)
            throw Broken(path, $"found the ids of another vocabulary ({wordCount} words), expected those of this one ({words.Count} words)");
        int bucketCount = reader.ReadInt32();
        int documentCount = reader.ReadInt32();
        if (documentCount < 0)
            throw Broken(path, $"found {documentCount} documents, expected 0 or more");
        bool keepsAllLabels = reader.ReadInt32() switch
        {
            0 => false,
            1 => true,
            int other => throw Broken(path, $"found {other} for whether documents keep all labels, expected 0 or 1"),
        };
        EncodedCorpusBuilder builder = new(words, ReadVocabulary(path, reader), ReadVocabulary(path, reader), bucketCount, keepsAllLabels);
        ReadDocuments(path, reader, builder, documentCount, cancellationToken);
        if (reader.BaseStream.ReadByte() >= 0)
            throw Broken(path, "found more bytes behind the last document, expected none");
        return builder.Build();
    }

    private static void ReadDocuments(string path, BinaryReader reader, EncodedCorpusBuilder builder, int documentCount, CancellationToken cancellationToken)
    {
        Columns columns = new(path, reader, builder.HasTags, builder.FeaturesPerToken);
        for (int document = 0; document < documentCount; document++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            columns.Read();
            builder.Add(columns.Tokens, columns.Labels, columns.Tags, columns.Features);
        }
    }

    private static void WriteVocabulary(BinaryWriter writer, Vocabulary? vocabulary)
    {
        writer.Write(vocabulary?.Count ?? NoVocabulary);
        for (int id = 0; id < (vocabulary?.Count ?? 0); id++)
        {
            writer.Write(vocabulary!.Utf8(id).Length);
            writer.Write(vocabulary.Utf8(id));
            writer.Write(vocabulary.Counts[id]);
        }
    }

    private static Vocabulary? ReadVocabulary(string path, BinaryReader reader)
    {
        int count = reader.ReadInt32();
        if (count == NoVocabulary)
            return null;
        if (count < 0)
            throw Broken(path, $"found {count} labels, expected 0 or more, or {NoVocabulary} for none");
        List<string> words = [];
        List<long> counts = [];
        for (int id = 0; id < count; id++)
        {
            words.Add(TextEncoding.UTF8.GetString(ReadBytes(path, reader, reader.ReadInt32())));
            counts.Add(reader.ReadInt64());
        }
        return Vocabulary.Create(words, counts);
    }

    private static byte[] ReadBytes(string path, BinaryReader reader, int count)
    {
        const int LongestLabel = 1 << 20;
        if (count is < 0 or > LongestLabel)
            throw Broken(path, $"found a label of {count} bytes, expected at most {LongestLabel}");
        byte[] bytes = reader.ReadBytes(count);
        return bytes.Length == count ? bytes : throw new EndOfStreamException("the end of the file");
    }

    private static void WriteNumbers(BinaryWriter writer, ReadOnlySpan<int> numbers)
    {
        if (BitConverter.IsLittleEndian)
        {
            writer.Write(MemoryMarshal.AsBytes(numbers));
            return;
        }
        foreach (int number in numbers)
            writer.Write(number);
    }

    /// <summary>FNV-1a of 64 bits over the words with a zero after each.</summary>
    private static ulong HashOf(Vocabulary words)
    {
        const ulong Prime = 1099511628211;
        ulong hash = 14695981039346656037;
        for (int id = 0; id < words.Count; id++)
        {
            foreach (byte value in words.Utf8(id))
                hash = (hash ^ value) * Prime;
            hash *= Prime;
        }
        return hash;
    }

    private static InvalidDataException Broken(string path, string message, Exception? cause = null) =>
        new($"{path}: {message}. Encode the corpus again.", cause);

    /// <summary>The columns of one document after the other.</summary>
    private sealed class Columns(string path, BinaryReader reader, bool hasTags, int featuresPerToken)
    {
        // A broken length must not ask for gigabytes before the end of the file shows, so columns are read in blocks.
        private const int BlockLength = 1 << 16;

        private int[] _tokens = [];
        private int[] _tags = [];
        private int[] _features = [];
        private int[] _labels = [];
        private int _count;
        private int _labelCount;

        public ReadOnlySpan<int> Labels => _labels.AsSpan(0, _labelCount);

        public ReadOnlySpan<int> Tokens => _tokens.AsSpan(0, _count);

        public ReadOnlySpan<int> Tags => hasTags ? _tags.AsSpan(0, _count) : [];

        public ReadOnlySpan<int> Features => _features.AsSpan(0, _count * featuresPerToken);

        public void Read()
        {
            _count = reader.ReadInt32();
            if (_count < 0 || (long)_count * Math.Max(featuresPerToken, 1) > Array.MaxLength)
                throw Broken(path, $"found a document of {_count} tokens, expected 0 or more that fit in memory");
            _labelCount = reader.ReadInt32();
            if (_labelCount < 0)
                throw Broken(path, $"found a document of {_labelCount} labels, expected 0 or more");
            ReadColumn(ref _labels, _labelCount);
            ReadColumn(ref _tokens, _count);
            ReadColumn(ref _tags, hasTags ? _count : 0);
            ReadColumn(ref _features, _count * featuresPerToken);
        }

        private void ReadColumn(ref int[] column, int count)
        {
            for (int start = 0; start < count; start += BlockLength)
            {
                int length = Math.Min(count - start, BlockLength);
                if (column.Length < start + length)
                    Array.Resize(ref column, Math.Max(start + length, Math.Min(2 * column.Length, count)));
                Span<int> block = column.AsSpan(start, length);
                reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(block));
                if (!BitConverter.IsLittleEndian)
                    System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(block, block);
            }
        }
    }
}
