using IdPhoto.Messages;

namespace IdPhoto.Cli;

/// <summary>A command that cannot be done, for a reason other than the photo.</summary>
/// <remarks>Unlike a <see cref="PhotoException"/>'s, the message may repeat the path or word that the user typed.</remarks>
internal sealed class CommandFailure : Exception
{
    private CommandFailure(int exitCode, string code, Message said, Exception? cause)
        : base($"{code}: {said}", cause) => (ExitCode, Code, Said) = (exitCode, code, said);

    public int ExitCode { get; }

    /// <summary>A stable word for programs.</summary>
    public string Code { get; }

    /// <summary>What is wrong and what to do about it.</summary>
    public Message Said { get; }

    /// <summary>A word or option that makes no sense.</summary>
    public static CommandFailure Usage(Message said, string code = "usage") => new(ExitCodes.Usage, code, said, null);

    /// <summary>A file or folder that cannot be read or written.</summary>
    public static CommandFailure Access(Message said, Exception? cause = null) => new(ExitCodes.Failed, Refusals.FileAccess, said, cause);

    /// <summary>What a server refuses to do.</summary>
    /// <param name="code">One of the server's.</param>
    /// <param name="said">As the server says it.</param>
    public static CommandFailure Refused(string code, Message said) => new(ExitCodes.Failed, code, said, null);

    /// <summary>The same refusal, blamed on the command line.</summary>
    public static CommandFailure Usage(PhotoException refusal) => new(ExitCodes.Usage, refusal.Code, refusal.Said, refusal);
}
