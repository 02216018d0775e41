using System.Text.Json.Serialization;
using IdPhoto.Studio.Reports;

namespace IdPhoto.Browser.Requests;

/// <summary>What a photo or a check is asked for with. The names of documents are their identifiers.</summary>
internal sealed record EngineRequest
{
    /// <summary>The documents, in their order.</summary>
    public IReadOnlyList<string> Specs { get; set; } = [];

    /// <summary>A custom size instead of a document, as <c>CustomSpec.Parse</c> reads it.</summary>
    public string? Custom { get; set; }

    /// <summary>A colour, 'keep', 'transparent', or null for the document's own.</summary>
    public string? Background { get; set; }

    public bool AllowEdits { get; set; }

    /// <summary>Mirrors the photo left to right.</summary>
    public bool Mirror { get; set; }

    public int? Dpi { get; set; }

    public int? MinKb { get; set; }

    public int? MaxKb { get; set; }

    /// <summary>'jpeg', 'png' or null for the document's.</summary>
    public string? Format { get; set; }

    public bool Force { get; set; }

    /// <summary>In years; null for an adult.</summary>
    public double? Age { get; set; }

    public bool CoveringExcepted { get; set; }

    /// <summary>'auto', 'finished' or 'capture'.</summary>
    public string Kind { get; set; } = "auto";

    /// <summary>Whether the finished photo is checked, too.</summary>
    public bool Check { get; set; }

    /// <summary>Whether OFIQ's measures are wanted.</summary>
    public bool Ofiq { get; set; }

    /// <summary>Cuts out without IS-Net: only to look at, never to hand in.</summary>
    public bool Draft { get; set; }

    /// <summary>Places of the head that were set by hand.</summary>
    public MarksAsked? Marks { get; set; }

    /// <summary>How the page was moved by hand.</summary>
    public AdjustmentAsked? Adjustment { get; set; }

    /// <summary>Strokes that correct the cut-out.</summary>
    public IReadOnlyList<StrokeAsked>? Strokes { get; set; }

    /// <summary>A file name's extension with its dot, where there is a name.</summary>
    public string? Extension { get; set; }
}

/// <summary>What a sheet is asked for with.</summary>
internal sealed record SheetAsked
{
    /// <summary>As <c>PaperSize.Parse</c> reads it.</summary>
    public required string Paper { get; set; }

    /// <summary>'pdf', 'jpeg' or 'png'.</summary>
    public string Format { get; set; } = "pdf";

    public int Dpi { get; set; } = 300;

    /// <summary>Copies of each photo, or one number for all; null for as many as fit.</summary>
    public IReadOnlyList<int>? Copies { get; set; }

    /// <summary>Copies of one photo.</summary>
    /// <param name="photo">Its number, from 0.</param>
    public int? CopiesOf(int photo) => Copies is { Count: > 0 } copies ? copies[Math.Min(photo, copies.Count - 1)] : null;

    public double? Gap { get; set; }

    public double? Margin { get; set; }

    /// <summary>'corners', 'lines' or 'none'.</summary>
    public string Cut { get; set; } = "lines";
}

/// <summary>Why something was refused.</summary>
/// <param name="Code">One of <c>Refusals</c>.</param>
/// <param name="Id">The message's id, the same everywhere.</param>
/// <param name="Sentence">The message in the reader's language.</param>
internal sealed record RefusalLine(string Code, string Id, string Sentence);

/// <summary>An answer that is no result.</summary>
/// <param name="Refusal">Why.</param>
internal sealed record Refused(RefusalLine Refusal);

/// <summary>One of several documents.</summary>
/// <param name="Spec">Its identifier.</param>
/// <param name="File">The number of its file, or null.</param>
/// <param name="Draft">Whether it is only to look at.</param>
/// <param name="Report">What is known of it.</param>
/// <param name="Placement">Where its page lies in the picture.</param>
/// <param name="Refusal">Why there is none.</param>
internal sealed record MadeLine(string Spec, int? File, bool Draft, MadeReport? Report, PlacementLine? Placement, RefusalLine? Refusal);

/// <summary>A cut-out.</summary>
/// <param name="File">The number of its pixels.</param>
internal sealed record CutOutLine(int File);

/// <summary>The person around a document's page.</summary>
/// <param name="File">The number of the pixels.</param>
/// <param name="Map">A, B, C, D, E, F: from those pixels to the picture's.</param>
internal sealed record LayerLine(int File, IReadOnlyList<double> Map);

/// <summary>A sheet.</summary>
/// <param name="File">The number of its file.</param>
/// <param name="Copies">How many photos are on it.</param>
internal sealed record SheetLine(int File, int Copies);

/// <summary>A file's verdicts, and its mended form.</summary>
/// <param name="Lines">As the command line writes them.</param>
/// <param name="File">The number of the mended file, or null.</param>
/// <param name="Unmended">Why it could not be mended, or null.</param>
internal sealed record PreflightAnswer(PreflightLines Lines, int? File, RefusalLine? Unmended);

/// <summary>How the answers are written. Without the code that writes them a little faster: it would be downloaded by everybody.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(EngineRequest))]
[JsonSerializable(typeof(SheetAsked))]
[JsonSerializable(typeof(Refused))]
[JsonSerializable(typeof(Analysis))]
[JsonSerializable(typeof(ComplianceLine))]
[JsonSerializable(typeof(IReadOnlyList<MadeLine>))]
[JsonSerializable(typeof(SheetLine))]
[JsonSerializable(typeof(PreflightAnswer))]
[JsonSerializable(typeof(GuideLine))]
[JsonSerializable(typeof(CutOutLine))]
[JsonSerializable(typeof(LayerLine))]
internal sealed partial class EngineJson : JsonSerializerContext;
