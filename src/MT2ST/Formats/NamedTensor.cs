using System.Runtime.InteropServices;

namespace MT2ST.Formats;

/// <summary>A named block of floats, or of whole numbers, in a <see cref="Safetensors"/> file.</summary>
public sealed class NamedTensor
{
    /// <summary>Joins a name, a shape and values; nothing is copied.</summary>
    /// <param name="name">The name, not empty and not <c>__metadata__</c>.</param>
    /// <param name="shape">The lengths of the axes, outermost first; empty for a single value.</param>
    /// <param name="values">The values, the innermost axis running fastest.</param>
    /// <exception cref="ArgumentException">The name is reserved or empty, a length is negative, or the shape holds another number of values.</exception>
    public NamedTensor(string name, IReadOnlyList<int> shape, float[] values)
        : this(name, shape, values, [], values?.Length ?? 0)
    {
    }

    private NamedTensor(string name, IReadOnlyList<int> shape, float[] values, int[] integers, int valueCount)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(integers);
        if (name == Safetensors.MetadataName)
            throw new ArgumentException($"The name '{name}' is reserved for the metadata.", nameof(name));
        if (shape.Any(length => length < 0) || Safetensors.ValueCount(shape) != valueCount)
            throw new ArgumentException($"The shape [{string.Join(", ", shape)}] does not hold the {valueCount} values of '{name}'.", nameof(shape));
        Name = name;
        Shape = shape;
        Values = values;
        Integers = integers;
    }

    /// <summary>Joins a name, a shape and whole numbers; nothing is copied.</summary>
    /// <param name="name">The name, not empty and not <c>__metadata__</c>.</param>
    /// <param name="shape">The lengths of the axes, outermost first; empty for a single value.</param>
    /// <param name="integers">The values, the innermost axis running fastest.</param>
    /// <exception cref="ArgumentException">The name is reserved or empty, a length is negative, or the shape holds another number of values.</exception>
    public static NamedTensor OfIntegers(string name, IReadOnlyList<int> shape, int[] integers) =>
        new(name, shape, [], integers, integers?.Length ?? 0);

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The lengths of the axes, outermost first; empty for a single value.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The floats, the innermost axis running fastest; empty where the tensor holds whole numbers.</summary>
    public float[] Values { get; }

    /// <summary>The whole numbers, the innermost axis running fastest; empty where the tensor holds floats.</summary>
    public int[] Integers { get; }

    /// <summary>Whether the tensor holds whole numbers; an empty one counts as one of floats.</summary>
    internal bool HoldsIntegers => Integers.Length > 0;

    /// <summary>The values as they stand in a file, in memory order: little-endian, as is every processor that this runs on.</summary>
    internal ReadOnlySpan<byte> Bytes =>
        HoldsIntegers ? MemoryMarshal.AsBytes<int>(Integers) : MemoryMarshal.AsBytes<float>(Values);
}
