using IdPhoto.Server.Settings;

namespace IdPhoto.Server.Register;

/// <summary>Which processors a server's settings bring into play.</summary>
internal static class ProcessorUse
{
    /// <summary>Whether this server can send anything to a processor. What the app itself loads, no server knows.</summary>
    public static bool Of(string processor, ServerSettings settings) => processor switch
    {
        "own-server" => true,
        _ => false,
    };
}
