namespace IdPhoto.Onnx;

/// <summary>Finds the folder with the networks' files.</summary>
public static class ModelFolder
{
    /// <summary>The environment variable that names the folder, before any other place.</summary>
    public const string Variable = "IDPHOTO_MODELS";

    /// <summary>
    /// The folder that <see cref="Variable"/> names; else «models» beside the program; else «models/onnx» in the nearest
    /// folder above it, which is where a build leaves the files. Null if there is none of them.
    /// </summary>
    public static string? Locate()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return named;
        string beside = Path.Combine(AppContext.BaseDirectory, "models");
        return HoldsModels(beside) ? beside : Above(AppContext.BaseDirectory);
    }

    private static string? Above(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "models", "onnx");
            if (HoldsModels(candidate))
                return candidate;
        }
        return null;
    }

    private static bool HoldsModels(string folder) =>
        Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.onnx").Any();
}
