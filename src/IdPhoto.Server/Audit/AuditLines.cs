namespace IdPhoto.Server.Audit;

/// <summary>Takes a stream apart into lines of bytes.</summary>
internal static class AuditLines
{
    /// <summary>The lines, the last of which may lack its end.</summary>
    public static IEnumerable<(byte[] Line, bool Ended)> In(Stream stream, long length)
    {
        byte[] part = new byte[64 * 1024];
        List<byte> line = [];
        for (int read; length > 0 && (read = stream.Read(part, 0, (int)Math.Min(part.Length, length))) > 0; length -= read)
        {
            int start = 0;
            for (int end; (end = Array.IndexOf(part, (byte)'\n', start, read - start)) >= 0; start = end + 1)
            {
                line.AddRange(part.AsSpan(start, end - start));
                yield return ([.. line], true);
                line.Clear();
            }
            line.AddRange(part.AsSpan(start, read - start));
        }
        if (line.Count > 0)
            yield return ([.. line], false);
    }
}
