namespace IdPhoto.Bench.Mutation;

/// <summary>One change to the product's source, and what the tests said of it.</summary>
/// <param name="Id">Stryker's number, good for one assembly.</param>
/// <param name="Folder">The folder below <c>src/IdPhoto.Core</c>, such as 'Framing'.</param>
/// <param name="File">The file's path below <c>src/IdPhoto.Core</c>, with slashes.</param>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Source">That line without its indentation.</param>
/// <param name="Replacement">What stands there instead, on one line.</param>
/// <param name="Status">'Killed', 'Timeout', 'Survived', 'NoCoverage', or 'Pending' where a run broke off before it.</param>
internal sealed record Mutant(int Id, string Folder, string File, int Line, string Source, string Replacement, string Status)
{
    /// <summary>A loop that never ends is noticed, too.</summary>
    public bool Noticed => Status is "Killed" or "Timeout";

    public bool Missed => Status is "Survived" or "NoCoverage";
}
