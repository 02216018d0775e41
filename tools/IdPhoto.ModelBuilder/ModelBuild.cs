using IdPhoto.ModelBuilder.Conversion;
using IdPhoto.ModelBuilder.Sources;
using IdPhoto.ModelBuilder.Web;

namespace IdPhoto.ModelBuilder;

/// <summary>Makes the ONNX files that models.json pins; a file that is there with its hash is left alone.</summary>
internal sealed class ModelBuild(string models)
{
    private readonly MadeFiles _files = new(Path.Combine(models, "onnx"));
    private readonly WebBuild _web = new(models);

    private string ListFile => Path.Combine(models, "models.json");

    /// <summary>Makes what is missing or different. A result that differs from its pinned hash is an error.</summary>
    public void Complete()
    {
        using FileStream alone = WaitForTurn();
        ModelList list = ModelList.Read(ListFile);
        Model[] missing = [.. list.Networks.Where(model => !model.Files.All(_files.IsThere))];
        if (missing.Length > 0)
        {
            string packages = NpmPackages.Install(models, missing.Select(model => model.Source));
            foreach (Model model in missing)
                Make(packages, model);
        }
        _web.Complete(list);
        // Its time tells MSBuild that there is nothing to do.
        File.WriteAllText(_files.PathOf("complete.txt"), "All files of models.json are here.\n");
    }

    /// <summary>Makes everything anew and pins the hashes that come out: for a change of the converter or of the packages.</summary>
    public void PinAgain()
    {
        using FileStream alone = WaitForTurn();
        ModelList list = ModelList.Read(ListFile);
        string packages = NpmPackages.Install(models, list.Networks.Select(model => model.Source));
        list = new ModelList([.. list.Networks.Select(model => _web.Pin(Pin(packages, model)))]);
        list.Write(ListFile);
        _web.Complete(list);
    }

    private Model Pin(string packages, Model model)
    {
        byte[] weights = WeightSource.Read(packages, model.Source with { Sha256 = "" });
        byte[][] made = Converter.Convert(model, weights);
        Write(model, made);
        ModelFile[] files = [.. made.Zip(model.Files, (bytes, file) => MadeFiles.Describe(file.File, bytes))];
        return model with { Files = files, Source = model.Source with { Sha256 = MadeFiles.Describe("", weights).Sha256 } };
    }

    private void Make(string packages, Model model)
    {
        byte[][] made = Converter.Convert(model, WeightSource.Read(packages, model.Source));
        foreach (var (bytes, file) in made.Zip(model.Files))
            MadeFiles.Require(file, bytes);
        Write(model, made);
        Console.WriteLine($"Made {model.Files[0].File}, {made.Sum(bytes => bytes.Length) / 1e6:0.0} MB.");
    }

    private void Write(Model model, byte[][] made)
    {
        foreach (var (bytes, file) in made.Zip(model.Files))
            _files.Write(file.File, bytes);
    }

    // Several builds may run side by side in one tree.
    private FileStream WaitForTurn()
    {
        string file = _files.PathOf(".lock");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
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
}
