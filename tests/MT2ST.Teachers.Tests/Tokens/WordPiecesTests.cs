using MT2ST.Teachers.Tokens;

namespace MT2ST.Teachers.Tests.Tokens;

public sealed class WordPiecesTests
{
    // The id of a piece is its place.
    private static readonly string[] Pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "play", "##ing", "##s", "un", "##play", "cafe", "café", "Cafe", ",", "$", "日", "本", "i", "한"];

    [Theory]
    [InlineData("play", new[] { 4 })]
    [InlineData("playing plays", new[] { 4, 5, 4, 6 })]
    [InlineData("unplayings", new[] { 7, 8, 5, 6 })]
    [InlineData("PLAY Café", new[] { 4, 9 })]
    [InlineData("cafe\u0301", new[] { 9 })] // The accent is a character of its own.
    [InlineData("play,play$", new[] { 4, 12, 4, 13 })]
    [InlineData("play日本play", new[] { 4, 14, 15, 4 })]
    [InlineData("pl\u0007ay pl\u200Day\u00A0play", new[] { 4, 4, 4 })] // Control and format characters are nothing, a hard blank is a blank.
    [InlineData("playful", new[] { 1 })] // One unknown piece makes the whole word unknown.
    [InlineData("İ", new[] { 16 })]
    [InlineData("🙂 play", new[] { 1, 4 })]
    [InlineData("\t\n ", new int[0])]
    public void Encode_LowercaseModel_GivesThePiecesCountedByHand(string text, int[] expected) =>
        Assert.Equal(expected, Encoder(isLowercase: true, stripsAccents: true).Encode(text));

    [Theory]
    [InlineData("Cafe café", new[] { 11, 10 })]
    [InlineData("Play", new[] { 1 })]
    public void Encode_CasedModel_KeepsLettersAsTheyAre(string text, int[] expected) =>
        Assert.Equal(expected, Encoder(isLowercase: false, stripsAccents: false).Encode(text));

    [Theory]
    [InlineData(96, 97)] // play and 96 times ##s: 100 letters.
    [InlineData(97, 1)]
    public void Encode_LongWord_IsUnknownBeyondAHundredLetters(int endings, int expected) =>
        Assert.Equal(expected, Encoder(isLowercase: true, stripsAccents: true).Encode("play" + new string('s', endings)).Length);

    [Fact]
    public void Encode_SameInstance_ForgetsTheTextBefore()
    {
        WordPieces encoder = Encoder(isLowercase: true, stripsAccents: true);
        encoder.Encode("unplayings");
        Assert.Equal([4], encoder.Encode("play"));
    }

    [Fact]
    public void ReadLines_NoMarkOfTheStart_SaysWhichPieceIsMissing()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("vocab.txt", "[UNK]\nplay\n");
        Assert.StartsWith($"{path}: the piece [CLS] is missing", Assert.Throws<InvalidDataException>(() => PieceVocabulary.ReadLines(path)).Message, StringComparison.Ordinal);
    }

    private static WordPieces Encoder(bool isLowercase, bool stripsAccents)
    {
        using TemporaryFolder folder = new();
        return new WordPieces(PieceVocabulary.ReadLines(folder.Write("vocab.txt", string.Join('\n', Pieces))), isLowercase, stripsAccents);
    }
}
