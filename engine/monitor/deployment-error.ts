/** Stops the deployment with a message for the user: what the program asked for could not be deployed. */
export class DeploymentError extends Error {}
