using IdPhoto.Borders;
using IdPhoto.Compliance;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Exporting;
using IdPhoto.Messages;
using IdPhoto.Networks;
using IdPhoto.Pictures;
using IdPhoto.Portraits;

namespace IdPhoto.Studio;

/// <summary>What is asked of a photo file.</summary>
public sealed record IdPhotoOptions
{
    /// <summary>Background, resolution, force.</summary>
    public MakeOptions Make { get; init; } = new();

    /// <summary>Fewest kilobytes, 1..20,000, by either meaning of the word (see <see cref="FileSizeRange"/>); null takes the document's limit.</summary>
    public int? MinKb { get; init; }

    /// <summary>Most kilobytes, from 1, by either meaning of the word; null takes the document's limit.</summary>
    public int? MaxKb { get; init; }

    /// <summary>The file's format; null takes the document's, or PNG for a transparent photo where the document takes that.</summary>
    public FileFormat? Format { get; init; }

    /// <summary>Checks the picture and the finished photo against the document's rules, too; null leaves that out.</summary>
    public CheckOptions? Check { get; init; }

    /// <summary>
    /// Looks for what a person should know before handing the photo in. Default true; false where nobody reads
    /// <see cref="IdPhotoFile.Warnings"/>: then the picture is checked only if <see cref="Check"/> asks for it.
    /// </summary>
    public bool Warn { get; init; } = true;

    internal bool ChecksSource => Warn || Check is not null;

    /// <summary>How the file is written for a document.</summary>
    /// <param name="spec">The document.</param>
    /// <exception cref="PhotoException">
    /// <see cref="Refusals.FileSizeUnreachable"/>: floor and ceiling contradict each other; <see cref="Refusals.InvalidSpec"/>:
    /// the resolution breaks the document's pixel limits; <see cref="Refusals.InvalidColour"/>: a JPEG cannot be transparent.
    /// </exception>
    public FileTarget Target(PhotoSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        PageGeometry page = spec.Resolve(Make.Dpi);
        FileFormat format = FormatFor(spec);
        if (IsTransparent && format != FileFormat.Png)
            throw new PhotoException(Refusals.InvalidColour, Message.Of("exporting.transparent-needs-png"));
        return new FileTarget(format, page.Dpi, FileSizeRange.Of(spec.File, MinKb, MaxKb, page.Size));
    }

    /// <summary>The format of the file for a document; whether the photo can be written in it is said by <see cref="Target"/>.</summary>
    /// <param name="spec">The document.</param>
    public FileFormat FormatFor(PhotoSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        // A print is ordered from either; an upload takes what it takes.
        return Format ?? (IsTransparent && (spec.Print is not null || spec.File.Accepts(FileFormat.Png)) ? FileFormat.Png : spec.File.Format);
    }

    private bool IsTransparent => Make.Transparent && !Make.KeepBackground;
}

/// <summary>A finished photo as a file, and what is known of it.</summary>
public sealed record IdPhotoFile
{
    /// <summary>The document.</summary>
    public required PhotoSpec Spec { get; init; }

    /// <summary>The file with its format and quality.</summary>
    public required EncodedFile File { get; init; }

    /// <summary>What was asked of the file.</summary>
    public required FileTarget Target { get; init; }

    /// <summary>The page and its measures.</summary>
    public required MadePhoto Photo { get; init; }

    /// <summary>Size of the upright source.</summary>
    public required PixelSize SourceSize { get; init; }

    /// <summary>What lay around the photo in its file and was left out, in pixels of the upright source.</summary>
    public PictureBorder SourceBorder { get; init; } = PictureBorder.None;

    /// <summary>Faces found in the source.</summary>
    public required int FaceCount { get; init; }

    /// <summary>The edit ledger: every operation on pixels from the source's file to this one, in order.</summary>
    public required IReadOnlyList<Edit> Edits { get; init; }

    /// <summary>The networks that looked at the picture.</summary>
    public required IReadOnlyList<Network> Networks { get; init; }

    /// <summary>Their files.</summary>
    public required IReadOnlyList<NetworkFile> NetworkFiles { get; init; }

    /// <summary>What a person should know before handing the photo in; <c>Sentences.Say</c> puts each into words. Empty without <see cref="IdPhotoOptions.Warn"/>.</summary>
    public required IReadOnlyList<Message> Warnings { get; init; }

    /// <summary>What the check found on the picture, within the frame that was made of it; null where neither warnings nor a check were asked of it.</summary>
    public ComplianceReport? SourceCheck { get; init; }

    /// <summary>What the check of the picture and of this photo found; null where it was not asked for.</summary>
    public MadeCompliance? Compliance { get; init; }

    /// <summary>The file.</summary>
    public byte[] Bytes => File.Bytes;

    /// <summary>The file's format.</summary>
    public FileFormat Format => File.Format;
}

/// <summary>One of several documents: its photo, or why there is none.</summary>
/// <param name="Spec">The document.</param>
/// <param name="Photo">The photo; null where it was refused.</param>
/// <param name="Refusal">Why it was refused; null where it was made.</param>
public sealed record DocumentResult(PhotoSpec Spec, IdPhotoFile? Photo, PhotoException? Refusal);
