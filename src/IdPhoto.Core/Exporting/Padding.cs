namespace IdPhoto.Exporting;

/// <summary>The text that fills a file up to its floor, in a comment that every reader skips: openly said, and inside the file's structure.</summary>
internal static class Padding
{
    private static ReadOnlySpan<byte> Sentence => "Filler: the recipient asks for a file of at least this size. "u8;

    /// <summary>Whether a comment is nothing but that sentence.</summary>
    public static bool IsFiller(ReadOnlySpan<byte> comment)
    {
        byte[] filler = new byte[comment.Length];
        Fill(filler);
        return comment.SequenceEqual(filler);
    }

    /// <summary>Fills bytes with the sentence, over and over.</summary>
    public static void Fill(Span<byte> target)
    {
        for (int at = 0; at < target.Length; at += Sentence.Length)
            Sentence[..Math.Min(Sentence.Length, target.Length - at)].CopyTo(target[at..]);
    }
}
