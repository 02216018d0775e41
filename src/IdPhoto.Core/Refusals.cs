namespace IdPhoto;

/// <summary>The stable codes of <see cref="PhotoException"/>. A code once published keeps its meaning.</summary>
public static class Refusals
{
    /// <summary>The file holds no bytes.</summary>
    public const string EmptyFile = "empty-file";

    /// <summary>The file has more bytes than the limit.</summary>
    public const string FileTooLarge = "file-too-large";

    /// <summary>The first bytes are those of no picture format that is read here.</summary>
    public const string NotAPicture = "not-a-picture";

    /// <summary>A picture format that is known but not read here (GIF, BMP, PDF, SVG, camera RAW...).</summary>
    public const string UnsupportedFormat = "unsupported-format";

    /// <summary>The header declares more pixels than the limit.</summary>
    public const string TooManyPixels = "too-many-pixels";

    /// <summary>The header declares a picture too small to hold a face.</summary>
    public const string TooFewPixels = "too-few-pixels";

    /// <summary>The file ends before its picture does.</summary>
    public const string Truncated = "truncated-file";

    /// <summary>The file starts like a picture but cannot be decoded.</summary>
    public const string Corrupt = "corrupt-file";

    /// <summary>No face was found, in any of the four orientations.</summary>
    public const string NoFace = "no-face";

    /// <summary>Several faces of similar size: which one is meant is not clear.</summary>
    public const string SeveralFaces = "several-faces";

    /// <summary>No person was found to cut out.</summary>
    public const string NoPerson = "no-person";

    /// <summary>The photo would have to be enlarged too much.</summary>
    public const string ResolutionTooLow = "resolution-too-low";

    /// <summary>The head or hair is cut off by the picture's edge.</summary>
    public const string HeadCut = "head-cut-off";

    /// <summary>The crop that the document needs reaches beyond the picture.</summary>
    public const string FramingTooTight = "framing-too-tight";

    /// <summary>The document's rules cannot all hold for this head.</summary>
    public const string RulesConflict = "rules-conflict";

    /// <summary>The document's authority forbids the edit that was asked for.</summary>
    public const string EditForbidden = "edit-forbidden";

    /// <summary>Head marks, a page adjustment or brush strokes that a person cannot have meant.</summary>
    public const string InvalidCorrection = "invalid-correction";

    /// <summary>The file cannot be made as small or as large as was asked.</summary>
    public const string FileSizeUnreachable = "file-size-unreachable";

    /// <summary>A finished file has a fault that cannot be repaired without making the photo anew.</summary>
    public const string CannotRepair = "cannot-repair";

    /// <summary>No document has this identifier.</summary>
    public const string UnknownSpec = "unknown-spec";

    /// <summary>The document's authority takes the photo itself: there is none to make.</summary>
    public const string TakenOnSite = "taken-on-site";

    /// <summary>A document record that cannot be read or contradicts itself.</summary>
    public const string InvalidSpec = "invalid-spec";

    /// <summary>A colour that is neither a known name nor a number such as #d3d3d3.</summary>
    public const string InvalidColour = "invalid-colour";

    /// <summary>A paper or a print size that cannot be read or is out of range.</summary>
    public const string InvalidSize = "invalid-size";

    /// <summary>How large a photo is to be printed is neither in its file nor said, or contradicts its pixels.</summary>
    public const string PrintSizeUnknown = "print-size-unknown";

    /// <summary>The photos do not fit on the paper.</summary>
    public const string SheetTooSmall = "sheet-too-small";

    /// <summary>A network's file is missing or is not the one that was pinned.</summary>
    public const string ModelMissing = "model-missing";

    /// <summary>A file or folder cannot be read or written.</summary>
    public const string FileAccess = "file-access";
}
