using IdPhoto.Compliance;
using IdPhoto.Decoding;
using IdPhoto.Edits;
using IdPhoto.Portraits;

namespace IdPhoto.Studio;

/// <summary>A picture whose faces are found, what its file declared, and what decoding did to it.</summary>
internal sealed record Source(Portrait Portrait, PictureHeader Header, IReadOnlyList<Edit> Edits)
{
    private readonly Lazy<FaceMeasurements> _exam = new(() => FaceMeasurements.Of(Portrait, Header));

    /// <summary>The person, once looked for.</summary>
    public PersonMemory Person { get; } = new();

    /// <summary>What the check measures on it, once for all documents.</summary>
    public FaceMeasurements Exam => _exam.Value;
}
