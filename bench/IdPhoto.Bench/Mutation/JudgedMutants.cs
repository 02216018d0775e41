namespace IdPhoto.Bench.Mutation;

/// <summary>The mutants that were looked at and may live, each with a reason: <c>judged.txt</c> beside the source.</summary>
/// <remarks>
/// A line is 'file | the source's line | the replacement | the reason'. By text and not by number, so that it outlives changes
/// elsewhere in the file and ends with a change of the line itself.
/// </remarks>
internal sealed class JudgedMutants
{
    private const string Between = " | ";

    private readonly Dictionary<string, string> _reasons;

    private JudgedMutants(Dictionary<string, string> reasons) => _reasons = reasons;

    public static JudgedMutants Read()
    {
        Dictionary<string, string> reasons = new(StringComparer.Ordinal);
        foreach (string line in File.ReadLines(Path.Combine(BenchFolders.Root, "bench", "IdPhoto.Bench", "Mutation", "judged.txt")))
            if (line.Length > 0 && line[0] != '#' && line.LastIndexOf(Between, StringComparison.Ordinal) is > 0 and var end)
                reasons[line[..end]] = line[(end + Between.Length)..];
        return new JudgedMutants(reasons);
    }

    /// <summary>How the mutant is written in the file, without its reason.</summary>
    public static string Key(Mutant mutant) => string.Join(Between, mutant.File, mutant.Source, mutant.Replacement);

    public bool Has(Mutant mutant) => _reasons.ContainsKey(Key(mutant));

    /// <summary>The judgements that fit no mutant which lives: of a line that has changed, or of a mutant that a test notices by now.</summary>
    public IEnumerable<string> Outlived(IEnumerable<Mutant> missed) => _reasons.Keys.Except(missed.Select(Key));
}
