namespace MT2ST.Teachers.Tests;

public sealed class TeacherErrorTests(MiniLm model)
{
    [Fact]
    public void Open_FolderThatDoesNotSayHowItPools_SaysWhatToDo() =>
        AssertError(model.Folder, "nothing says how the model pools the vectors of tokens", "--pooling mean, cls or max");

    [Fact]
    public void Open_UnknownPooling_NamesThoseKnown() =>
        Assert.Equal("Unknown pooling 'sum'. Known: mean, cls, max.", Assert.Throws<ArgumentException>(() => OnnxTeacher.Open(model.Folder, "sum", 1)).Message);

    [Fact]
    public void Open_NoSuchPlace_SaysWhereItLooked() => Assert.Throws<FileNotFoundException>(() => OnnxTeacher.Open(Path.Combine(model.Folder, "other"), null, 1));

    [Fact]
    public void Open_NoVocabulary_NamesTheFilesLookedFor()
    {
        using TemporaryFolder folder = model.Copy(vocabulary: "");
        Assert.Contains("found neither tokenizer.json nor vocab.txt", Assert.Throws<FileNotFoundException>(() => OnnxTeacher.Open(folder.Root, "mean", 1)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BPE")]
    [InlineData("Unigram")]
    public void Open_OtherKindOfTokenizer_NamesIt(string kind)
    {
        using TemporaryFolder folder = model.Copy();
        folder.Write("tokenizer.json", $$"""{ "model": { "type": "{{kind}}", "vocab": {} } }""");
        AssertError(folder.Root, $"tokenizer.json: the tokenizer is of kind {kind}, expected WordPiece");
    }

    [Fact]
    public void Open_VocabularyOfAnotherModel_IsFoundBeforeAnyWork()
    {
        using TemporaryFolder folder = model.Copy();
        File.AppendAllLines(folder.Path("vocab.txt"), ["", "notaword1", "notaword2"]);
        AssertError(folder.Path("model.onnx"), "with ids up to 30524. Is the vocabulary beside it that of another model");
    }

    [Fact]
    public void Open_LongerThanTheModelsWindow_IsFoundBeforeAnyWork()
    {
        using TemporaryFolder folder = model.Copy();
        folder.Write("sentence_bert_config.json", """{ "max_seq_length": 1000 }""");
        AssertError(folder.Path("model.onnx"), "cannot read a text of 1000 tokens", "max_seq_length too large");
    }

    [Fact]
    public void Open_PartThatIsNotRun_NamesIt()
    {
        using TemporaryFolder folder = model.Copy();
        folder.Write("modules.json", """[{ "type": "sentence_transformers.models.Transformer" }, { "type": "sentence_transformers.models.Dense" }]""");
        AssertError(folder.Root, "modules.json: the model has a part of type Dense");
    }

    [Fact]
    public void Open_TwoPoolings_NamesBoth()
    {
        using TemporaryFolder folder = model.Copy();
        Directory.CreateDirectory(folder.Path("1_Pooling"));
        folder.Write("1_Pooling/config.json", """{ "pooling_mode_cls_token": true, "pooling_mode_mean_tokens": true }""");
        AssertError(folder.Root, "found the pooling 'cls_token and mean_tokens'");
    }

    [Fact]
    public void Open_NoOnnxFile_SaysSo()
    {
        using TemporaryFolder folder = model.Copy();
        AssertError(folder.Path("vocab.txt"), "vocab.txt: is no ONNX model that can be run");
    }

    [Fact]
    public void Open_BrokenJson_NamesTheLine()
    {
        using TemporaryFolder folder = model.Copy();
        folder.Write("modules.json", "[\n{");
        AssertError(folder.Root, "modules.json:2: is not valid JSON");
    }

    private static void AssertError(string path, params string[] parts)
    {
        string message = Assert.Throws<InvalidDataException>(() => OnnxTeacher.Open(path, null, 1)).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
