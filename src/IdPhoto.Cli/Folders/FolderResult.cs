using IdPhoto.Messages;

namespace IdPhoto.Cli.Folders;

/// <summary>What was made of one picture, and what a person should know of it.</summary>
internal sealed record FolderResult(byte[] Bytes, IReadOnlyList<Message> Notes);
