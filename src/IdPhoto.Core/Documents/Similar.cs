namespace IdPhoto.Documents;

/// <summary>Orders words by how few letters must change to get a wanted one (Levenshtein 1966).</summary>
internal static class Similar
{
    public static IEnumerable<string> Order(string wanted, IEnumerable<string> words)
    {
        string lower = wanted.ToLowerInvariant();
        return words.OrderBy(word => Distance(lower, word)).ThenBy(word => word, StringComparer.Ordinal);
    }

    private static int Distance(string a, string b)
    {
        int[] row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
            row[j] = j;
        foreach (char letter in a)
        {
            int diagonal = row[0]++;
            for (int j = 1; j <= b.Length; j++)
            {
                int changed = diagonal + (letter == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
