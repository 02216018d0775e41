namespace IdPhoto.Bench.Mutation;

/// <summary>One change to the product's source, and what the tests said of it.</summary>
/// <param name="Folder">The folder below <c>src/IdPhoto.Core</c>, such as 'Framing'.</param>
/// <param name="File">The file's path below <c>src/IdPhoto.Core</c>, with slashes.</param>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Source">That line without its indentation.</param>
/// <param name="Replacement">What stands there instead, on one line.</param>
/// <param name="Status">Stryker's word: 'Killed', 'Timeout', 'Survived', 'NoCoverage', 'Pending' and others.</param>
/// <param name="Static">Whether it changes how a static field or property begins.</param>
internal sealed record Mutant(string Folder, string File, int Line, string Source, string Replacement, string Status, bool Static)
{
    /// <summary>A loop that never ends is noticed, too.</summary>
    public bool Noticed => Status is "Killed" or "Timeout";

    /// <summary>
    /// Whether a test may have missed it because it was never asked: static fields are read once, before the runner of
    /// Microsoft.Testing.Platform, which keeps one process for many mutants, switches the mutant on; and a run that broke off.
    /// </summary>
    public bool Undecided => (Static && Status == "Survived") || Status == "Pending";

    public bool Missed => Status is "Survived" or "NoCoverage" && !Undecided;
}
