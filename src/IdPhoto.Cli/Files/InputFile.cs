using IdPhoto.Decoding;
using IdPhoto.Messages;

namespace IdPhoto.Cli.Files;

/// <summary>Reads the file that the user named, or standard input for '-'.</summary>
internal static class InputFile
{
    public const string Stream = "-";

    /// <summary>The whole file; its length is checked before a byte is read.</summary>
    /// <exception cref="CommandFailure">It cannot be read.</exception>
    /// <exception cref="PhotoException"><see cref="Refusals.FileTooLarge"/>.</exception>
    public static async Task<byte[]> ReadAsync(string path, DecodeLimits limits, CancellationToken cancel)
    {
        // A read of standard input cannot be broken off; waiting for it can.
        if (path == Stream)
            return await Task.Run(() => ReadStandardInput(limits.MaxBytes, cancel), cancel).WaitAsync(cancel).ConfigureAwait(false);
        if (Directory.Exists(path))
            throw CommandFailure.Access(Message.Of("failures.input-is-folder", ("path", path)));
        return FileTrouble.Guard(path, FileUse.Read, () => ReadNamed(path, limits.MaxBytes, cancel));
    }

    private static byte[] ReadStandardInput(int limit, CancellationToken cancel)
    {
        using Stream input = Console.OpenStandardInput();
        return FileTrouble.Guard(Message.Of("failures.standard-input"), FileUse.Read, () => ReadUnknownLength(input, limit, cancel));
    }

    private static byte[] ReadNamed(string path, int limit, CancellationToken cancel)
    {
        using FileStream file = new(path, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan });
        // Pipes and devices have no length.
        if (!file.CanSeek || file.Length == 0)
            return ReadUnknownLength(file, limit, cancel);
        if (file.Length > limit)
            throw DecodeRefusal.TooLarge(file.Length, limit);
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static byte[] ReadUnknownLength(Stream input, int limit, CancellationToken cancel)
    {
        using MemoryStream bytes = new();
        byte[] part = new byte[1 << 16];
        for (int read = input.Read(part); read > 0; read = input.Read(part))
        {
            cancel.ThrowIfCancellationRequested();
            bytes.Write(part, 0, read);
            if (bytes.Length > limit)
                throw new PhotoException(Refusals.FileTooLarge, Message.Of("failures.input-too-large", ("most", Argument.RoundedQuantity(limit / 1048576.0, Units.Megabytes, 1))));
        }
        return bytes.ToArray();
    }
}
