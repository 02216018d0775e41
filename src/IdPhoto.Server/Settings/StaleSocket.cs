using System.Net.Sockets;
using System.Runtime.InteropServices;
using IdPhoto.Messages;

namespace IdPhoto.Server.Settings;

/// <summary>Makes room for a socket in the file system: one that a killed server left would keep every later one from starting.</summary>
internal static partial class StaleSocket
{
    /// <summary>AT_FDCWD and AT_SYMLINK_NOFOLLOW of statx(2), STATX_TYPE, and where in its answer the mode is.</summary>
    private const int FromHere = -100, NoFollow = 0x100, TypeOnly = 1, ModeAt = 28;

    /// <summary>S_IFMT and S_IFSOCK.</summary>
    private const int TypeMask = 0xF000, SocketFile = 0xC000;

    /// <summary>Removes a socket at which nobody answers.</summary>
    /// <exception cref="SettingException">Somebody answers there, or it is no socket; then it is left alone.</exception>
    public static void Remove(string path)
    {
        // Elsewhere there is no telling a socket from a file, so nothing is removed.
        if (!OperatingSystem.IsLinux() || TypeOf(path) is not { } type)
            return;
        if (type != SocketFile)
            throw new SettingException(Message.Of("guarding.not-a-socket"));
        if (Answers(path))
            throw new SettingException(Message.Of("guarding.socket-in-use"));
        File.Delete(path);
    }

    /// <summary>Only a refusal shows that nobody listens: a full queue or a missing right does not.</summary>
    private static bool Answers(string path)
    {
        using Socket probe = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode != SocketError.ConnectionRefused;
        }
    }

    /// <summary>Null where nothing is there.</summary>
    private static int? TypeOf(string path)
    {
        byte[] answer = new byte[256];
        return Statx(FromHere, path, NoFollow, TypeOnly, answer) == 0 ? BitConverter.ToUInt16(answer, ModeAt) & TypeMask : null;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, [Out] byte[] answer);
}
