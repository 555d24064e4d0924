namespace MT2ST.Formats;

/// <summary>A named block of floats in a <see cref="Safetensors"/> file.</summary>
public sealed class NamedTensor
{
    /// <summary>Joins a name, a shape and values; nothing is copied.</summary>
    /// <param name="name">The name, not empty and not <c>__metadata__</c>.</param>
    /// <param name="shape">The lengths of the axes, outermost first; empty for a single value.</param>
    /// <param name="values">The values, the innermost axis running fastest.</param>
    /// <exception cref="ArgumentException">The name is reserved or empty, a length is negative, or the shape holds another number of values.</exception>
    public NamedTensor(string name, IReadOnlyList<int> shape, float[] values)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(values);
        if (name == Safetensors.MetadataName)
            throw new ArgumentException($"The name '{name}' is reserved for the metadata.", nameof(name));
        if (shape.Any(length => length < 0) || Safetensors.ValueCount(shape) != values.Length)
            throw new ArgumentException($"The shape [{string.Join(", ", shape)}] does not hold the {values.Length} values of '{name}'.", nameof(shape));
        Name = name;
        Shape = shape;
        Values = values;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The lengths of the axes, outermost first; empty for a single value.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The values, the innermost axis running fastest.</summary>
    public float[] Values { get; }
}
