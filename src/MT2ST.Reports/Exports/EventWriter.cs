using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace MT2ST.Reports.Exports;

/// <summary>Writes TensorBoard's event files: records of TensorFlow's TFRecord format, each a protobuf message <c>Event</c>.</summary>
/// <remarks>
/// A record is its length (8 bytes), the length's masked CRC-32C (4), the message, and the message's masked CRC-32C (4), all
/// little-endian; the mask is <c>((crc >> 15) | (crc &lt;&lt; 17)) + 0xa282ead8</c> (TensorFlow, lib/io/record_writer). The
/// messages are tensorflow.Event (wall_time 1, step 2, file_version 3, summary 5), Summary (value 1) and Summary.Value (tag 1,
/// simple_value 2) of event.proto and summary.proto.
/// </remarks>
internal sealed class EventWriter
{
    private const string FileVersion = "brain.Event:2"; // TensorBoard rejects others.
    private const uint MaskDelta = 0xa282ead8;
    private const int VarintType = 0;
    private const int Fixed64Type = 1;
    private const int BytesType = 2;
    private const int Fixed32Type = 5;

    private readonly Stream _stream;

    /// <summary>Begins a file with the record of its version.</summary>
    public EventWriter(Stream stream)
    {
        _stream = stream;
        using MemoryStream message = new();
        WriteDouble(message, 1, 0);
        WriteBytes(message, 3, Encoding.UTF8.GetBytes(FileVersion));
        WriteRecord(message.ToArray());
    }

    /// <summary>Writes one value.</summary>
    /// <param name="wallSeconds">Seconds since the run began: TensorBoard's relative time.</param>
    /// <param name="step">The training step, 0 or more.</param>
    /// <param name="tag">The name of the value; the part before a slash is a group.</param>
    /// <param name="value">The value.</param>
    public void WriteScalar(double wallSeconds, long step, string tag, float value)
    {
        using MemoryStream scalar = new(), summary = new(), message = new();
        WriteBytes(scalar, 1, Encoding.UTF8.GetBytes(tag));
        WriteKey(scalar, 2, Fixed32Type);
        Span<byte> bits = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bits, value);
        scalar.Write(bits);
        WriteBytes(summary, 1, scalar.ToArray());
        WriteDouble(message, 1, wallSeconds);
        WriteKey(message, 2, VarintType);
        WriteVarint(message, (ulong)step);
        WriteBytes(message, 5, summary.ToArray());
        WriteRecord(message.ToArray());
    }

    /// <summary>The masked CRC-32C (Castagnoli) of some bytes.</summary>
    public static uint MaskedCrc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
            crc = BitOperations.Crc32C(crc, value);
        return BitOperations.RotateRight(~crc, 15) + MaskDelta;
    }

    private void WriteRecord(ReadOnlySpan<byte> message)
    {
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)message.Length);
        _stream.Write(length);
        WriteCrc(length);
        _stream.Write(message);
        WriteCrc(message);
    }

    private void WriteCrc(ReadOnlySpan<byte> bytes)
    {
        Span<byte> crc = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(crc, MaskedCrc(bytes));
        _stream.Write(crc);
    }

    private static void WriteDouble(MemoryStream message, int field, double value)
    {
        WriteKey(message, field, Fixed64Type);
        Span<byte> bits = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bits, value);
        message.Write(bits);
    }

    private static void WriteBytes(MemoryStream message, int field, byte[] bytes)
    {
        WriteKey(message, field, BytesType);
        WriteVarint(message, (ulong)bytes.Length);
        message.Write(bytes);
    }

    private static void WriteKey(MemoryStream message, int field, int type) => WriteVarint(message, (ulong)((field << 3) | type));

    private static void WriteVarint(MemoryStream message, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            message.WriteByte((byte)(value | 0x80));
        message.WriteByte((byte)value);
    }
}
