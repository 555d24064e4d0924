using System.Runtime.Intrinsics;

namespace MT2ST.Encoding;

/// <summary>What a tokenizer makes of single bytes, 64 at a time; a byte that is neither plain nor special separates words.</summary>
internal interface IByteClasses
{
    /// <summary>All ones for each byte that is part of a word whatever stands beside it.</summary>
    static abstract Vector512<byte> IsPlain(Vector512<byte> bytes);

    /// <summary>All ones for each byte that only a closer look at the characters around it can judge.</summary>
    static abstract Vector512<byte> IsSpecial(Vector512<byte> bytes);
}
