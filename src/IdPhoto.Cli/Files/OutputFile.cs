using IdPhoto.Documents;
using IdPhoto.Messages;
using IdPhoto.Server.Store;

namespace IdPhoto.Cli.Files;

/// <summary>Where a result goes: a file, or standard output for '-'.</summary>
internal sealed class OutputFile
{
    public const string Stream = "-";

    private readonly string _typed;

    public OutputFile(string typed) => _typed = typed;

    public bool IsStream => _typed == Stream;

    /// <summary>The format that the name's extension asks for; null where it has none.</summary>
    /// <exception cref="CommandFailure">An extension of something else.</exception>
    public FileFormat? Format() => IsStream ? null : Path.GetExtension(_typed).ToLowerInvariant() switch
    {
        "" => null,
        ".jpg" or ".jpeg" => FileFormat.Jpeg,
        ".png" => FileFormat.Png,
        string other => throw CommandFailure.Usage(Message.Of("failures.photo-extension", ("extension", other))),
    };

    /// <summary>Finds out before the work whether the result can be written, and that it would not replace the photo it is made from.</summary>
    /// <exception cref="CommandFailure">It cannot or must not be written.</exception>
    public void Check(string input)
    {
        if (IsStream)
            return;
        if (Directory.Exists(_typed))
            throw CommandFailure.Access(Message.Of("failures.output-is-folder", ("path", _typed)));
        if (!Directory.Exists(Path.GetDirectoryName(FileTrouble.Guard(_typed, FileUse.Write, () => Resolved(_typed)))))
            throw CommandFailure.Access(Message.Of("failures.no-such-folder", ("path", _typed)));
        if (input != InputFile.Stream && FileTrouble.Guard(input, FileUse.Read, () => RealPath.AreSame(_typed, input)))
            throw CommandFailure.Usage(Message.Of("failures.would-replace-input"));
    }

    /// <summary>Whether both name the same file.</summary>
    public bool IsSame(OutputFile other) => IsStream || other.IsStream
        ? IsStream && other.IsStream
        : RealPath.AreSame(_typed, other._typed);

    /// <summary>Writes the whole file or nothing: beside the target first, then renamed.</summary>
    /// <exception cref="CommandFailure">It cannot be written.</exception>
    public void Write(ReadOnlyMemory<byte> bytes) => FileTrouble.Guard(IsStream ? Message.Of("failures.standard-output") : (Argument)_typed, FileUse.Write, () =>
    {
        if (IsStream)
            WriteTo(Console.OpenStandardOutput(), bytes);
        else
            Replace(Resolved(_typed), bytes);
    });

    private static void Replace(string target, ReadOnlyMemory<byte> bytes)
    {
        // A rename would put a file in the place of a device such as /dev/null.
        if (target.StartsWith("/dev/", StringComparison.Ordinal))
        {
            WriteTo(new FileStream(target, FileMode.Open, FileAccess.Write), bytes);
            return;
        }
        string draft = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetRandomFileName()}.idphoto");
        try
        {
            WriteTo(new FileStream(draft, FileMode.CreateNew, FileAccess.Write), bytes);
            File.Move(draft, target, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    private static void WriteTo(Stream stream, ReadOnlyMemory<byte> bytes)
    {
        using (stream)
            stream.Write(bytes.Span);
    }

    // Links are followed, so that the file behind one is replaced and not the link.
    private static string Resolved(string path)
    {
        string full = Path.GetFullPath(path);
        FileInfo file = new(full);
        return file.LinkTarget is null ? full : file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? full;
    }
}
