namespace MT2ST.Corpora;

/// <summary>Cuts a field of several labels at their separator.</summary>
internal static class LabelList
{
    /// <summary>Adds the labels of a field, without blanks around them; empty ones are left out.</summary>
    /// <param name="field">The field.</param>
    /// <param name="separator">The separator; empty if the field is one label.</param>
    /// <param name="labels">Receives the labels.</param>
    public static void Split(ReadOnlySpan<byte> field, ReadOnlySpan<byte> separator, Utf8List labels)
    {
        while (!field.IsEmpty)
        {
            int length = separator.IsEmpty ? -1 : field.IndexOf(separator);
            ReadOnlySpan<byte> label = (length < 0 ? field : field[..length]).Trim(" \t"u8);
            if (!label.IsEmpty)
                labels.Add(label);
            field = length < 0 ? [] : field[(length + separator.Length)..];
        }
    }
}
