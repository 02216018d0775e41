using IdPhoto.ModelBuilder.Onnx;

namespace IdPhoto.ModelBuilder.Web;

/// <summary>Makes the packed networks that browsers download; a part that is there with its hash is left alone.</summary>
internal sealed class WebBuild(string models)
{
    /// <summary>A part is downloaded whole or not at all: what a broken connection costs at most.</summary>
    private const int LargestPart = 4 << 20;

    private readonly MadeFiles _sources = new(Path.Combine(models, "onnx"));
    private readonly MadeFiles _files = new(Path.Combine(models, "web"));

    /// <summary>Makes what is missing or different out of the ONNX files, which must be there.</summary>
    /// <exception cref="ConversionException">A result differs from its pinned hash, or none is pinned.</exception>
    public void Complete(ModelList list)
    {
        Directory.CreateDirectory(_files.PathOf(""));
        foreach (Model model in list.Networks)
            if (!FormOf(model).Parts.All(_files.IsThere))
                Make(model);
        WebList.Of(list).Write(_files);
    }

    /// <summary>Pins what the ONNX files come out as.</summary>
    public Model Pin(Model model)
    {
        Container packed = Pack(model);
        ModelFile[] parts = [.. Cut(packed.Bytes).Select((part, i) => MadeFiles.Describe(Name(model, i), part))];
        return model with { Web = new WebForm(packed.Bytes.Length, packed.Unpacked, parts) };
    }

    private void Make(Model model)
    {
        Container packed = Pack(model);
        byte[][] made = [.. Cut(packed.Bytes)];
        ModelFile[] pinned = FormOf(model).Parts;
        if (made.Length != pinned.Length || packed.Unpacked != FormOf(model).Unpacked)
            throw new ConversionException($"{model.Network} for the web came out with other lengths than the pinned ones.");
        foreach (var (bytes, file) in made.Zip(pinned))
            MadeFiles.Require(file, bytes);
        Write(model, made);
        Console.WriteLine($"Made {pinned[0].File} and on, {packed.Bytes.Length / 1e6:0.0} MB.");
    }

    // Parts of a longer form that was pinned before would be published along.
    private void Write(Model model, byte[][] made)
    {
        foreach (string old in Directory.EnumerateFiles(_files.PathOf(""), Path.GetFileNameWithoutExtension(Name(model, 0)) + ".*").ToList())
            File.Delete(old);
        for (int i = 0; i < made.Length; i++)
            _files.Write(Name(model, i), made[i]);
    }

    private Container Pack(Model model)
    {
        ModelProto graph = ModelProto.Parser.ParseFrom(File.ReadAllBytes(_sources.PathOf(model.Files[0].File)));
        byte[] data = model.Files.Length > 1 ? File.ReadAllBytes(_sources.PathOf(model.Files[1].File)) : [];
        return Container.Pack(model.Network, graph, data);
    }

    private static WebForm FormOf(Model model) => model.Web
        ?? throw new ConversionException($"models.json pins no web form of {model.Network}: run IdPhoto.ModelBuilder with --pin.");

    private static IEnumerable<byte[]> Cut(byte[] container) => container.Chunk(LargestPart);

    private static string Name(Model model, int part) => $"{Path.GetFileNameWithoutExtension(model.Files[0].File)}.net.{part}";
}
