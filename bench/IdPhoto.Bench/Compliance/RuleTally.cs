using IdPhoto.Compliance;

namespace IdPhoto.Bench.Compliance;

/// <summary>Verdicts on pictures that keep a rule and on those that break it.</summary>
internal sealed class RuleTally
{
    private readonly int[] _good = new int[4];
    private readonly int[] _bad = new int[4];
    private readonly List<string> _wrong = [];

    public void Add(Expected expected, Verdict verdict, string id)
    {
        if (expected == Expected.Unknown)
            return;
        (expected == Expected.Good ? _good : _bad)[(int)verdict]++;
        if (expected == Expected.Good && verdict == Verdict.Fail)
            _wrong.Add($"fails {id}");
        if (expected == Expected.Bad && verdict == Verdict.Pass)
            _wrong.Add($"passes {id}");
    }

    public int Good => _good.Sum();

    public int Bad => _bad.Sum();

    public IReadOnlyList<string> Wrong => _wrong;

    /// <summary>Good: pass, check, wrong fail, not assessed; bad: wrong pass, check, fail, not assessed; share of checks.</summary>
    public string[] Cells()
    {
        int all = Good + Bad - _good[3] - _bad[3];
        string check = all == 0 ? "" : $"{100.0 * (_good[1] + _bad[1]) / all:0} %";
        return [$"{Good}", $"{_good[0]}", $"{_good[1]}", $"{_good[2]}", $"{_good[3]}", $"{Bad}", $"{_bad[0]}", $"{_bad[1]}", $"{_bad[2]}", $"{_bad[3]}", check, Claim()];
    }

    // With fewer than 20 pictures of a kind, one more or less changes everything.
    private string Claim() => (Good >= 20, Bad >= 20) switch
    {
        (true, true) => "",
        (true, false) => $"too few that break it{(Bad == 0 ? ": none" : "")}",
        (false, true) => "too few that keep it",
        _ => "too few of both",
    };

    public static string[] Header => ["rule", "keep it", "pass", "check", "wrong fail", "n. a.", "break it", "wrong pass", "check", "fail", "n. a.", "share of check", "claim"];
}
