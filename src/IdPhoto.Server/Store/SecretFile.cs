using IdPhoto.Messages;
using IdPhoto.Server.Settings;
using Microsoft.Win32.SafeHandles;

namespace IdPhoto.Server.Store;

/// <summary>A file that the operator has put there, with a secret in it: nobody but its owner may have a right to it.</summary>
internal static class SecretFile
{
    /// <summary>Names the folder of this service's credentials, where a service manager has them.</summary>
    public const string Credentials = "CREDENTIALS_DIRECTORY";

    private const UnixFileMode OthersRights = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Checks a file that is there, and is read later.</summary>
    /// <param name="setting">Names the setting that names it.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="SettingException">Somebody else has a right to it.</exception>
    public static void Check(string setting, string file)
    {
        if (!OperatingSystem.IsWindows())
            Check(setting, file, File.GetUnixFileMode(file), Environment.GetEnvironmentVariable(Credentials));
    }

    /// <summary>Checks the rights of what is open, wherever links lead meanwhile.</summary>
    /// <param name="setting">Names the setting that names it.</param>
    /// <param name="file">The file.</param>
    /// <param name="open">The same, open.</param>
    /// <param name="credentials">The folder of this service's credentials; null without a service manager that has them.</param>
    /// <exception cref="SettingException">Somebody else has a right to it.</exception>
    public static void Check(string setting, string file, SafeFileHandle open, string? credentials)
    {
        if (!OperatingSystem.IsWindows())
            Check(setting, file, File.GetUnixFileMode(open), credentials);
    }

    private static void Check(string setting, string file, UnixFileMode mode, string? credentials)
    {
        if ((mode & Forbidden(file, credentials)) != 0)
            throw new SettingException(Message.Of("storing.file-open-to-others", ("name", setting)));
    }

    // systemd gives the service its right by an access list, which shows as one of the group; nobody else gets into the folder.
    private static UnixFileMode Forbidden(string file, string? credentials)
        => !string.IsNullOrEmpty(credentials) && RealPath.IsWithin(file, credentials) ? OthersRights & ~UnixFileMode.GroupRead : OthersRights;
}
