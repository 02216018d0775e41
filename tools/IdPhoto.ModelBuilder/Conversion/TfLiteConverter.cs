using IdPhoto.ModelBuilder.Onnx;
using IdPhoto.ModelBuilder.TfLite;

namespace IdPhoto.ModelBuilder.Conversion;

/// <summary>What a converted graph's output is called, its shape, and whether softmax over its last axis is still missing.</summary>
internal sealed record OutputPlan(string Name, long[] Shape, bool Softmax = false);

/// <summary>Turns a TensorFlow Lite graph into ONNX. Operators it does not know are refused by name.</summary>
internal static class TfLiteConverter
{
    private static readonly Dictionary<string, Action<Translation, TfLiteOperator>> Translators = new()
    {
        ["ADD"] = Elementwise.Add,
        ["CONCATENATION"] = Shapes.Concatenate,
        ["CONV_2D"] = Convolutions.Convolve,
        ["DEPTHWISE_CONV_2D"] = Convolutions.ConvolveDepthwise,
        ["DEQUANTIZE"] = Elementwise.Widen,
        ["Landmarks2TransformMatrix"] = Attention.MatrixFromLandmarks,
        ["MAX_POOL_2D"] = Convolutions.MaxPool,
        ["MUL"] = Elementwise.Multiply,
        ["PAD"] = Shapes.Pad,
        ["PRELU"] = Elementwise.PRelu,
        ["RELU"] = Elementwise.Relu,
        ["RESHAPE"] = Shapes.Reshape,
        ["RESIZE_BILINEAR"] = Shapes.ResizeBilinear,
        ["RESIZE_NEAREST_NEIGHBOR"] = Shapes.ResizeNearest,
        ["SOFTMAX"] = Elementwise.Softmax,
        ["STRIDED_SLICE"] = Shapes.StridedSlice,
        ["SUM"] = Elementwise.Sum,
        ["TRANSPOSE"] = Shapes.Transpose,
        ["TRANSPOSE_CONV"] = Convolutions.ConvolveTransposed,
        ["TransformLandmarks"] = Attention.TransformLandmarks,
        ["TransformTensorBilinear"] = Attention.TransformTensor,
    };

    /// <summary>Converts a graph with one input; <paramref name="outputs"/> names its outputs in their order.</summary>
    /// <exception cref="ConversionException">An operator or a setting that is not known here.</exception>
    public static ModelProto Convert(string name, TfLiteFile file, IReadOnlyList<OutputPlan> outputs)
    {
        var graph = new OnnxGraph(name);
        var translation = new Translation(file, graph);
        int input = file.Inputs.Single();
        translation.Set(input, graph.Input("input", [.. file.Tensors[input].Shape.Select(side => (long)side)]));
        foreach (TfLiteOperator node in file.Operators)
            TranslatorOf(node)(translation, node);
        for (int i = 0; i < file.Outputs.Count; i++)
            Finish(translation, file.Outputs[i], outputs[i]);
        return graph.ToModel();
    }

    private static Action<Translation, TfLiteOperator> TranslatorOf(TfLiteOperator node) =>
        Translators.TryGetValue(node.Name, out var translator)
            ? translator
            : throw new ConversionException($"The network uses the operator {node.Name}, which this converter does not know.");

    private static void Finish(Translation translation, int tensor, OutputPlan plan)
    {
        string value = translation.Native(tensor);
        if (plan.Softmax)
            value = translation.Graph.Add("Softmax", [value], OnnxFile.Attribute("axis", -1));
        translation.Graph.Output(plan.Name, value, plan.Shape);
    }
}
