using IdPhoto.Compliance;
using IdPhoto.Messages;

namespace IdPhoto.Server.Statistics;

/// <summary>What is counted, and nothing else is: for each kind there is one number a day and value.</summary>
/// <param name="Kind">A stable word.</param>
/// <param name="Said">What is counted, in words.</param>
internal sealed record Counted(string Kind, Message Said)
{
    /// <summary>Photos made, by document.</summary>
    public static readonly Counted Photos = new("photos", Message.Of("statistics.photos"));

    /// <summary>Photos that were checked, by whether they pass.</summary>
    public static readonly Counted Verdicts = new("verdicts", Message.Of("statistics.verdicts"));

    /// <summary>Photos that were refused, by the code of the refusal.</summary>
    public static readonly Counted Refusals = new("refusals", Message.Of("statistics.refusals"));

    /// <summary>Photos made or checked, by the language of the request.</summary>
    public static readonly Counted Languages = new("languages", Message.Of("statistics.languages"));

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Counted> All = [Photos, Verdicts, Refusals, Languages];

    /// <summary>The value under <see cref="Verdicts"/>.</summary>
    public static string Word(Verdict verdict) => verdict == Verdict.Fail ? "fail" : "pass";
}
