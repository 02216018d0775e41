using System.Security.Cryptography;
using IdPhoto.ModelBuilder.Conversion;
using IdPhoto.ModelBuilder.Sources;

namespace IdPhoto.ModelBuilder;

/// <summary>Makes the ONNX files that models.json pins; a file that is there with its hash is left alone.</summary>
internal sealed class ModelBuild(string models)
{
    private string ListFile => Path.Combine(models, "models.json");

    private string Folder => Path.Combine(models, "onnx");

    /// <summary>Makes what is missing or different. A result that differs from its pinned hash is an error.</summary>
    public void Complete()
    {
        Directory.CreateDirectory(Folder);
        using FileStream alone = WaitForTurn();
        Model[] missing = [.. ModelList.Read(ListFile).Networks.Where(model => !model.Files.All(IsThere))];
        if (missing.Length > 0)
        {
            string packages = NpmPackages.Install(models, missing.Select(model => model.Source));
            foreach (Model model in missing)
                Make(packages, model);
        }
        // Its time tells MSBuild that there is nothing to do.
        File.WriteAllText(Path.Combine(Folder, "complete.txt"), "All files of models.json are here.\n");
    }

    /// <summary>Makes everything anew and pins the hashes that come out: for a change of the converter or of the packages.</summary>
    public void PinAgain()
    {
        Directory.CreateDirectory(Folder);
        using FileStream alone = WaitForTurn();
        ModelList list = ModelList.Read(ListFile);
        string packages = NpmPackages.Install(models, list.Networks.Select(model => model.Source));
        new ModelList([.. list.Networks.Select(model => Pin(packages, model))]).Write(ListFile);
    }

    private Model Pin(string packages, Model model)
    {
        byte[] weights = WeightSource.Read(packages, model.Source with { Sha256 = "" });
        byte[][] made = Converter.Convert(model, weights);
        Write(model, made);
        ModelFile[] files = [.. made.Zip(model.Files, (bytes, file) => file with { Bytes = bytes.Length, Sha256 = Hash(bytes) })];
        return model with { Files = files, Source = model.Source with { Sha256 = Hash(weights) } };
    }

    private void Make(string packages, Model model)
    {
        byte[][] made = Converter.Convert(model, WeightSource.Read(packages, model.Source));
        foreach (var (bytes, file) in made.Zip(model.Files))
            if (Hash(bytes) != file.Sha256)
                throw new ConversionException($"{file.File} came out with the SHA-256 {Hash(bytes)}, not the pinned {file.Sha256}.");
        Write(model, made);
        Console.WriteLine($"Made {model.Files[0].File}, {made.Sum(bytes => bytes.Length) / 1e6:0.0} MB.");
    }

    // Written aside and moved: an interrupted build leaves no half file under the real name.
    private void Write(Model model, byte[][] made)
    {
        foreach (var (bytes, file) in made.Zip(model.Files))
        {
            string path = Path.Combine(Folder, file.File);
            File.WriteAllBytes(path + ".new", bytes);
            File.Move(path + ".new", path, overwrite: true);
        }
    }

    private bool IsThere(ModelFile model)
    {
        var file = new FileInfo(Path.Combine(Folder, model.File));
        if (!file.Exists || file.Length != model.Bytes)
            return false;
        using FileStream stream = file.OpenRead();
        return Convert.ToHexStringLower(SHA256.HashData(stream)) == model.Sha256;
    }

    // Several builds may run side by side in one tree.
    private FileStream WaitForTurn()
    {
        string file = Path.Combine(Folder, ".lock");
        for (int tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < 1200)
            {
                Thread.Sleep(250);
            }
        }
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
