namespace IdPhoto.Bench.Speed;

/// <summary>The command line program, built in Release beside the bench.</summary>
internal static class OurProgram
{
    private const string Spec = "us-passport";

    private static string Program => Path.Combine(BenchFolders.Root, "src", "IdPhoto.Cli", "bin", "Release", "net10.0", "idphoto.dll");

    /// <summary>Makes one file's photo in a process of its own.</summary>
    public static Task<MeasuredProcess> MakeAsync(string file)
        => MeasuredProcess.RunAsync("dotnet", Program, "make", file, "--spec", Spec, "--allow-edits", "--out", Target("made.jpg"));

    /// <summary>Makes one file's photos for the documents, as each permits.</summary>
    public static Task<MeasuredProcess> MakeAsync(string file, string documents)
        => MeasuredProcess.RunAsync(
            "dotnet", Program, "make", file, "--spec", documents, "--out", documents.Contains(',', StringComparison.Ordinal) ? BenchFolders.Out("speed", "many") : Target("made.jpg"));

    /// <summary>Cuts one file out at its full size in a process of its own.</summary>
    public static Task<MeasuredProcess> CutAsync(string file)
        => MeasuredProcess.RunAsync("dotnet", Program, "cutout", file, "--out", Target("cut.png"));

    /// <summary>Makes the photos of a folder.</summary>
    public static Task<MeasuredProcess> MakeFolderAsync(string folder)
        => MeasuredProcess.RunAsync("dotnet", Program, "make", folder, "--spec", Spec, "--allow-edits", "--out", BenchFolders.Out("speed", "made"));

    private static string Target(string name) => Path.Combine(BenchFolders.Out("speed"), name);
}
