using IdPhoto.Documents;
using IdPhoto.Messages;

namespace IdPhoto.Cli.Folders;

/// <summary>What was made of one photo of a folder.</summary>
/// <param name="Document">Id of the document, whose results have a folder of their own; null where all results go into one folder.</param>
/// <param name="Format">The file's format.</param>
/// <param name="Bytes">The file; null where it was refused.</param>
/// <param name="Refusal">Why it was refused; null where it was made.</param>
internal sealed record FolderResult(string? Document, FileFormat Format, byte[]? Bytes, PhotoException? Refusal = null)
{
    /// <summary>What a person should know of it.</summary>
    public IReadOnlyList<Message> Notes { get; init; } = [];

    /// <summary>The extension of a format's files, with its dot.</summary>
    public static string Extension(FileFormat format) => format == FileFormat.Png ? ".png" : ".jpg";
}
