using IdPhoto.ModelBuilder.Onnx;
using IdPhoto.ModelBuilder.TfLite;

namespace IdPhoto.ModelBuilder.Conversion;

/// <summary>Operators that look at one place at a time, and sums.</summary>
internal static class Elementwise
{
    public static void Add(Translation translation, TfLiteOperator node) => Combine(translation, node, "Add");

    public static void Multiply(Translation translation, TfLiteOperator node) => Combine(translation, node, "Mul");

    public static void Relu(Translation translation, TfLiteOperator node) =>
        Write(translation, node, translation.Graph.Add("Relu", [Read(translation, node.Inputs[0])]));

    public static void PRelu(Translation translation, TfLiteOperator node) => translation.SetChannelsFirst(
        node.Outputs[0],
        translation.Graph.Add("PRelu", [translation.ChannelsFirst(node.Inputs[0]), translation.ChannelsFirst(node.Inputs[1])]));

    /// <summary>Options: beta, the factor before the exponential.</summary>
    public static void Softmax(Translation translation, TfLiteOperator node)
    {
        if (node.Options.Real(0) != 1)
            throw new ConversionException($"The operator {node.Name} has a factor other than 1, which this converter does not know.");
        string result = translation.Graph.Add("Softmax", [translation.Native(node.Inputs[0])], OnnxFile.Attribute("axis", -1));
        translation.Set(node.Outputs[0], result);
    }

    /// <summary>Options: whether the summed axes stay, with a length of one.</summary>
    public static void Sum(Translation translation, TfLiteOperator node)
    {
        string axes = translation.Graph.Constant(Translation.Long(translation.Integers(node.Inputs[1])));
        string result = translation.Graph.Add(
            "ReduceSum",
            [translation.Native(node.Inputs[0]), axes],
            OnnxFile.Attribute("keepdims", node.Options.Byte(0)));
        translation.Set(node.Outputs[0], result);
    }

    /// <summary>Weights kept in half precision become single precision: the processor computes in that.</summary>
    public static void Widen(Translation translation, TfLiteOperator node) => translation.Widen(node.Inputs[0], node.Outputs[0]);

    private static void Combine(Translation translation, TfLiteOperator node, string operation)
    {
        bool channelsFirst = ChannelsFirst(translation, node);
        string[] inputs = [.. node.Inputs.Select(tensor => channelsFirst ? translation.ChannelsFirst(tensor) : translation.Native(tensor))];
        string result = translation.Activate(translation.Graph.Add(operation, inputs), node.Options.Byte(0), node);
        if (channelsFirst)
            translation.SetChannelsFirst(node.Outputs[0], result);
        else
            translation.Set(node.Outputs[0], result);
    }

    private static string Read(Translation translation, int tensor) =>
        translation.HasChannelsFirst(tensor) ? translation.ChannelsFirst(tensor) : translation.Native(tensor);

    private static void Write(Translation translation, TfLiteOperator node, string result)
    {
        if (translation.HasChannelsFirst(node.Inputs[0]))
            translation.SetChannelsFirst(node.Outputs[0], result);
        else
            translation.Set(node.Outputs[0], result);
    }

    // Neighbours are mostly convolutions: with channels first unless nothing is at hand that way.
    private static bool ChannelsFirst(Translation translation, TfLiteOperator node) =>
        translation.Shape(node.Outputs[0]).Length == 4 && node.Inputs.Any(translation.HasChannelsFirst);
}
