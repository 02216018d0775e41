namespace IdPhoto.Cli;

/// <summary>A command that cannot be done, for a reason other than the photo.</summary>
/// <remarks>Unlike a <see cref="PhotoException"/>'s, the message may repeat the path or word that the user typed.</remarks>
internal sealed class CommandFailure : Exception
{
    private CommandFailure(int exitCode, string code, string message, Exception? cause)
        : base(message, cause) => (ExitCode, Code) = (exitCode, code);

    public int ExitCode { get; }

    /// <summary>A stable word for programs.</summary>
    public string Code { get; }

    /// <summary>A word or option that makes no sense.</summary>
    public static CommandFailure Usage(string message, string code = "usage") => new(ExitCodes.Usage, code, message, null);

    /// <summary>A file or folder that cannot be read or written.</summary>
    public static CommandFailure Access(string message, Exception? cause = null) => new(ExitCodes.Failed, Refusals.FileAccess, message, cause);

    /// <summary>The same refusal, blamed on the command line.</summary>
    public static CommandFailure Usage(PhotoException refusal) => new(ExitCodes.Usage, refusal.Code, Spoken.English.Say(refusal), refusal);
}
