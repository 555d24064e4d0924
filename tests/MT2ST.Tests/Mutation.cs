using MT2ST.Numerics;

namespace MT2ST.Tests;

/// <summary>Damages bytes as broken disks, cut downloads and wrong editors do.</summary>
internal static class Mutation
{
    // Bytes that mean something to one format or another, and some that are never valid UTF-8.
    private static readonly byte[] Telling = [.. "\n\r\t ,\"'/|_-#0\0"u8, 0xFF, 0xC3, 0xE2, 0x80];

    /// <summary>A copy with one to four bytes replaced, put in or taken out, or the end cut off.</summary>
    public static byte[] Of(byte[] bytes, SeededRandom random)
    {
        List<byte> mutated = [.. bytes];
        int changeCount = 1 + random.NextInt32(4);
        for (int i = 0; i < changeCount && mutated.Count > 0; i++)
        {
            int position = random.NextInt32(mutated.Count);
            byte value = random.NextInt32(2) == 0 ? (byte)random.NextInt32(256) : Telling[random.NextInt32(Telling.Length)];
            switch (random.NextInt32(4))
            {
                case 0:
                    mutated[position] = value;
                    break;
                case 1:
                    mutated.Insert(position, value);
                    break;
                case 2:
                    mutated.RemoveAt(position);
                    break;
                default:
                    mutated.RemoveRange(position, random.NextInt32(mutated.Count - position + 1));
                    break;
            }
        }
        return [.. mutated];
    }
}
