namespace HeadlessDiscovery.Testing.Faults;

/// <summary>Bytes that no reader should accept, with the right id all the same.</summary>
internal static class ByteFaults
{
    /// <summary>A header that promises records, and noise.</summary>
    public static byte[] Garbage(byte[] answer)
    {
        var garbage = new byte[64];
        garbage.AsSpan().Fill(0xbf);
        answer.AsSpan(0, 2).CopyTo(garbage);
        garbage[2] = 0x84;
        garbage[3] = 0;
        return garbage;
    }

    /// <summary>One byte less than a header.</summary>
    public static byte[] Short(byte[] answer) => answer[..11];

    public static byte[] WrongId(byte[] answer)
    {
        byte[] wrong = [.. answer];
        wrong[1] ^= 0x55;
        return wrong;
    }
}
