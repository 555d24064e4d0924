using System.Buffers.Binary;
using System.Text;

namespace MT2ST.Reports.Tests.Exports;

/// <summary>Reads TensorBoard event files by the formats' definitions alone; the checksum is computed bit by bit.</summary>
internal sealed class EventFile
{
    private const uint CastagnoliReversed = 0x82F63B78;

    private readonly List<ReadScalar> _scalars = [];

    public EventFile(string path)
    {
        ReadOnlySpan<byte> rest = File.ReadAllBytes(path);
        while (rest.Length > 0)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(rest);
            Assert.Equal(MaskedCrc(rest[..8]), BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]));
            ReadOnlySpan<byte> message = rest.Slice(12, length);
            Assert.Equal(MaskedCrc(message), BinaryPrimitives.ReadUInt32LittleEndian(rest[(12 + length)..]));
            ReadEvent(message);
            rest = rest[(16 + length)..];
        }
    }

    public string Version { get; private set; } = "";

    public IReadOnlyList<ReadScalar> Scalars => _scalars;

    public static uint MaskedCrc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ CastagnoliReversed;
        }
        crc = ~crc;
        return unchecked(((crc >> 15) | (crc << 17)) + 0xa282ead8u);
    }

    private void ReadEvent(ReadOnlySpan<byte> message)
    {
        double wallTime = double.NaN;
        long step = 0;
        while (message.Length > 0)
        {
            switch (ReadVarint(ref message))
            {
                case (1 << 3) | 1:
                    wallTime = BinaryPrimitives.ReadDoubleLittleEndian(message);
                    message = message[8..];
                    break;
                case (2 << 3) | 0:
                    step = (long)ReadVarint(ref message);
                    break;
                case (3 << 3) | 2:
                    Version = Encoding.UTF8.GetString(ReadBytes(ref message));
                    break;
                case (5 << 3) | 2:
                    ReadOnlySpan<byte> summary = ReadBytes(ref message);
                    Assert.Equal((1ul << 3) | 2, ReadVarint(ref summary));
                    _scalars.Add(ReadValue(ReadBytes(ref summary), wallTime, step));
                    break;
                default:
                    Assert.Fail("Found an unknown field.");
                    break;
            }
        }
    }

    private static ReadScalar ReadValue(ReadOnlySpan<byte> value, double wallTime, long step)
    {
        Assert.Equal((1ul << 3) | 2, ReadVarint(ref value));
        string tag = Encoding.UTF8.GetString(ReadBytes(ref value));
        Assert.Equal((2ul << 3) | 5, ReadVarint(ref value));
        return new ReadScalar(wallTime, step, tag, BinaryPrimitives.ReadSingleLittleEndian(value));
    }

    private static ReadOnlySpan<byte> ReadBytes(ref ReadOnlySpan<byte> message)
    {
        int length = (int)ReadVarint(ref message);
        ReadOnlySpan<byte> bytes = message[..length];
        message = message[length..];
        return bytes;
    }

    private static ulong ReadVarint(ref ReadOnlySpan<byte> message)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = message[0];
            message = message[1..];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
    }
}

/// <summary>A scalar as an event file has it.</summary>
internal sealed record ReadScalar(double WallTime, long Step, string Tag, float Value);
