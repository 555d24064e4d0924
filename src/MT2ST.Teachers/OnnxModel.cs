using Microsoft.ML.OnnxRuntime;

namespace MT2ST.Teachers;

/// <summary>A transformer in an ONNX file: token ids in, vectors out. Any number of threads may use it at once.</summary>
internal sealed class OnnxModel : IDisposable
{
    private const string Ids = "input_ids";
    private const string Mask = "attention_mask";
    private const string Types = "token_type_ids";
    private const string PooledOutput = "sentence_embedding";
    private const int TokenRank = 3; // [texts, tokens, dimensions]; of pooled vectors [texts, dimensions].

    private static readonly string[] TokenOutputs = ["last_hidden_state", "token_embeddings"];

    private readonly InferenceSession _session;
    private readonly string _path;
    private readonly string[] _outputs;

    /// <summary>Loads a model.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="wantsTokens">Whether the vectors of tokens are wanted also where the model gives pooled ones.</param>
    /// <exception cref="InvalidDataException">The file is no model, or one with other inputs or outputs.</exception>
    public OnnxModel(string path, bool wantsTokens)
    {
        _path = path;
        // One thread for each call: several batches at once are faster than one batch on several threads.
        using SessionOptions options = new() { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        try
        {
            _session = new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InvalidDataException($"{path}: is no ONNX model that can be run: {error.Message}", error);
        }
        if (_session.InputMetadata.Keys.Except([Ids, Mask, Types]).FirstOrDefault() is { } input)
            throw new InvalidDataException($"{path}: has an input '{input}', expected {Ids}, {Mask} and {Types} alone, as BERT models have. Take another teacher.");
        _outputs = [OutputOf(wantsTokens)];
        IsPooled = _session.OutputMetadata[_outputs[0]].Dimensions.Length < TokenRank;
        Dimensions = _session.OutputMetadata[_outputs[0]].Dimensions[^1] is > 0 and int known ? known : Run([[0, 0]], 0, (_, shape) => (int)shape[^1]);
    }

    /// <summary>Whether the model gives a vector for each text, not for each token.</summary>
    public bool IsPooled { get; }

    /// <summary>The name of the output that is read.</summary>
    public string Output => _outputs[0];

    /// <summary>The number of values in a vector.</summary>
    public int Dimensions { get; }

    /// <summary>Receives a batch's vectors, <c>[texts, tokens, dimensions]</c> or, pooled, <c>[texts, dimensions]</c>.</summary>
    public delegate T Reader<out T>(ReadOnlySpan<float> values, ReadOnlySpan<long> shape);

    /// <summary>Runs the model on a batch.</summary>
    /// <param name="batch">The ids of each text's tokens; shorter ones are filled up and masked.</param>
    /// <param name="padding">What they are filled up with.</param>
    /// <param name="read">Takes the vectors.</param>
    /// <exception cref="InvalidDataException">The model cannot read the ids.</exception>
    public T Run<T>(IReadOnlyList<int[]> batch, int padding, Reader<T> read)
    {
        int length = batch.Max(ids => ids.Length);
        var ids = new long[batch.Count * length];
        var mask = new long[ids.Length];
        Array.Fill(ids, padding);
        for (int text = 0; text < batch.Count; text++)
            for (int token = 0; token < batch[text].Length; token++)
                (ids[(text * length) + token], mask[(text * length) + token]) = (batch[text][token], 1);
        long[] shape = [batch.Count, length];
        using OrtValue idValue = OrtValue.CreateTensorValueFromMemory(ids, shape);
        using OrtValue maskValue = OrtValue.CreateTensorValueFromMemory(mask, shape);
        using OrtValue typeValue = OrtValue.CreateTensorValueFromMemory(new long[ids.Length], shape);
        string[] names = [.. _session.InputMetadata.Keys];
        OrtValue[] inputs = [.. names.Select(name => name switch { Ids => idValue, Mask => maskValue, _ => typeValue })];
        using Microsoft.ML.OnnxRuntime.RunOptions options = new(); // MT2ST has RunOptions too.
        try
        {
            using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(options, names, inputs, _outputs);
            return read(results[0].GetTensorDataAsSpan<float>(), results[0].GetTensorTypeAndShape().Shape);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InvalidDataException($"{_path}: the model cannot read a text of {length} tokens with ids up to {ids.Max()}. Is the vocabulary beside it that of another model, or max_seq_length too large? ONNX Runtime says: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private string OutputOf(bool wantsTokens)
    {
        IReadOnlyDictionary<string, NodeMetadata> outputs = _session.OutputMetadata;
        string? pooled = outputs.TryGetValue(PooledOutput, out NodeMetadata? found) && found.Dimensions.Length == TokenRank - 1 ? PooledOutput : null;
        string? tokens = TokenOutputs.Concat(outputs.Keys).FirstOrDefault(name => outputs.TryGetValue(name, out NodeMetadata? output) && output.Dimensions.Length == TokenRank);
        return (wantsTokens ? tokens : pooled ?? tokens)
            ?? throw new InvalidDataException($"{_path}: has the outputs {string.Join(", ", outputs.Select(output => $"{output.Key} [{string.Join(", ", output.Value.Dimensions)}]"))}; expected vectors of tokens [texts, tokens, dimensions]{(wantsTokens ? "" : $", or {PooledOutput} [texts, dimensions]")}. Export the model with one of them.");
    }
}
