using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace IdPhoto.Onnx;

/// <summary>Keeps ONNX Runtime from telling its maker what it is used for.</summary>
/// <remarks>
/// From 1.29 on the official builds for Linux send events about the process, the machine and the networks, and keep a
/// database of them and an identifier of the machine in the user's cache folder (microsoft/onnxruntime, pull request
/// 27379). Only an environment variable that is there before the runtime starts prevents all of it.
/// </remarks>
internal static partial class RuntimeTelemetry
{
    private const string OptOut = "ORT_DISABLE_TELEMETRY";
    private static readonly Lazy<bool> Once = new(SwitchOff);

    /// <summary>To be called before anything of the runtime is.</summary>
    public static void EnsureOff() => _ = Once.Value;

    private static bool SwitchOff()
    {
        Environment.SetEnvironmentVariable(OptOut, "1");
        // On Unix that is a copy of .NET's own, which native code does not see.
        if (!OperatingSystem.IsWindows() && SetNative(OptOut, "1", overwrite: 1) != 0)
            throw new InvalidOperationException("The telemetry of ONNX Runtime cannot be switched off; it is not started.");
        OrtEnv.Instance().DisableTelemetryEvents();
        return true;
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetNative(string name, string value, int overwrite);
}
