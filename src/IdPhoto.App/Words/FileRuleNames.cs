using IdPhoto.Messages;
using IdPhoto.Preflight;

namespace IdPhoto.App.Words;

/// <summary>What the rules about a file are called.</summary>
public static class FileRuleNames
{
    /// <summary>The name of a rule.</summary>
    /// <param name="rule">One of <see cref="PreflightRules"/>.</param>
    public static Message Of(string rule) => rule switch
    {
        PreflightRules.FileType => Message.Of("app.file-type"),
        PreflightRules.FileName => Message.Of("app.file-name"),
        PreflightRules.Coding => Message.Of("app.file-coding"),
        PreflightRules.Channels => Message.Of("app.file-channels"),
        PreflightRules.BitDepth => Message.Of("app.file-bit-depth"),
        PreflightRules.ColourSpace => Message.Of("app.file-colour-space"),
        PreflightRules.PixelSize => Message.Of("app.file-pixel-size"),
        PreflightRules.ByteFloor => Message.Of("app.file-byte-floor"),
        PreflightRules.ByteCeiling => Message.Of("app.file-byte-ceiling"),
        PreflightRules.Compression => Message.Of("app.file-compression"),
        PreflightRules.Quality => Message.Of("app.file-quality"),
        PreflightRules.Density => Message.Of("app.file-density"),
        PreflightRules.OrientationTag => Message.Of("app.file-orientation-tag"),
        PreflightRules.Metadata => Message.Of("app.file-metadata"),
        PreflightRules.Original => Message.Of("app.file-original"),
        _ => Message.Of("app.file-trailing-bytes"),
    };
}
