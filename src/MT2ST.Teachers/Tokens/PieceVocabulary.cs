using System.Text.Json;

namespace MT2ST.Teachers.Tokens;

/// <summary>The pieces of a WordPiece vocabulary and their ids.</summary>
internal sealed class PieceVocabulary
{
    private const string Kind = "WordPiece";

    private readonly string _path;

    private PieceVocabulary(string path, Dictionary<string, int> ids)
    {
        _path = path;
        Ids = ids;
        Start = IdOf("[CLS]");
        End = IdOf("[SEP]");
        Unknown = IdOf("[UNK]");
        Padding = ids.GetValueOrDefault("[PAD]"); // Masked out: any id will do.
    }

    /// <summary>The id of each piece.</summary>
    public Dictionary<string, int> Ids { get; }

    /// <summary>One more than the greatest id.</summary>
    public int Count => Ids.Values.Max() + 1;

    /// <summary>What stands in front of every text.</summary>
    public int Start { get; }

    /// <summary>What stands behind every text.</summary>
    public int End { get; }

    /// <summary>What stands for a word that is not made of known pieces.</summary>
    public int Unknown { get; }

    /// <summary>What fills up texts that are shorter than others of their batch.</summary>
    public int Padding { get; }

    /// <summary>Reads a file of one piece per line, the first one with the id 0.</summary>
    /// <exception cref="InvalidDataException">A piece that every text needs is missing.</exception>
    public static PieceVocabulary ReadLines(string path)
    {
        Dictionary<string, int> ids = [];
        int id = 0;
        foreach (string line in File.ReadLines(path))
            ids.TryAdd(line.TrimEnd(), id++);
        return new PieceVocabulary(path, ids);
    }

    /// <summary>Reads the vocabulary of a <c>tokenizer.json</c>.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="root">Its content.</param>
    /// <exception cref="InvalidDataException">It is of another kind than WordPiece, or lacks a piece that every text needs.</exception>
    public static PieceVocabulary Read(string path, JsonElement root)
    {
        JsonElement model = root.TryGetProperty("model", out JsonElement found) ? found : throw new InvalidDataException($"{path}: has no 'model', expected the file of a tokenizer. Is it another kind of file?");
        string kind = model.TryGetProperty("type", out JsonElement type) ? type.GetString() ?? "" : Kind;
        if (kind != Kind)
            throw new InvalidDataException($"{path}: the tokenizer is of kind {kind}, expected {Kind}, the only one that teach reads. Take a teacher of the BERT family, such as all-MiniLM-L6-v2.");
        Dictionary<string, int> ids = [];
        foreach (JsonProperty piece in model.GetProperty("vocab").EnumerateObject())
            ids[piece.Name] = piece.Value.GetInt32();
        return new PieceVocabulary(path, ids);
    }

    private int IdOf(string piece) => Ids.TryGetValue(piece, out int id)
        ? id
        : throw new InvalidDataException($"{_path}: the piece {piece} is missing, expected the vocabulary of a BERT model. Is it another kind of file?");
}
